"""Wordings of chain mail (チェーンメール): what passes a mail on. Its classes and titles stand in chain_mail.yaml."""

import re

_MANY = r"(?:\d{1,4}[人名]|全員|みんな|皆|友達|知り合い|できるだけ多く|多くの人)"
_HANDED_ON = r"(?:回して|まわして|送って|送ると|送らない|転送して|広めて|拡散して)"
CHAIN = re.compile(
    r"(?:この|以下の?)(?:メール|文|話|情報|画像|メッセージ)を?.{0,12}?"
    r"(?:\d{1,4}[人名]|全員|みんな|友達|知り合い|できるだけ多く|多くの人).{0,8}?(?:回|まわ|送|転送|広め|拡散)"
    r"|(?<!\d)\d{1,4}人に?(?:以上に?)?(?:回して|まわして|送って|送らない|送ると|転送して)"
    r"|(?:知り合い|友達|友人)(?:全員|みんな)?に.{0,6}?(?:回して|まわして|広めて|転送して)|(?:みんな|皆)に(?:回して|まわして)"
    r"|全員に(?:転送|回|まわ|送)(?!信?済)(?:して|し|って)(?!済)|拡散(?:希望|お願い|して(?:くだ|下))"
    r"|(?:メール|ここ|あなた)?(?:で|を)?止め(?:たら|ると|た人).{0,14}?(?:呪|不幸|死|居場所|罰|わか|来|特定)|^止めると"
    r"|チェーンメール(?:じゃ|では)ない",
    re.IGNORECASE,
)
# Certain only where the text itself asks to be handed on to many: its bytes are discarded wherever it came in.
CHAIN_CERTAIN = re.compile(
    rf"この(?:メール|話|文章|メッセージ|情報)を?.{{0,20}}?{_MANY}.{{0,8}}?{_HANDED_ON}"
    rf"|(?<!\d)\d{{1,4}}人に?(?:以上に?)?{_HANDED_ON}.{{0,80}}?(?:不幸|呪|願い|幸せ|止め)"
)
WORDINGS = {"CHAIN": CHAIN, "CHAIN_CERTAIN": CHAIN_CERTAIN}
CUES = {"CHAIN_CERTAIN": "回して|まわして|送って|送ると|送らない|転送して|広めて|拡散して"}
