"""Wordings of the Act on Specified Commercial Transactions (特定商取引法): the notice that a seller to consumers must give."""

import re

TRADE_NOTICE = re.compile(
    r"特定商取引(?:に関する法律|法)?\s?(?:第?\s?11条)?\s?(?:に|の|上の)?(?:基づく|基く|もとづく|よる|関する|ついて)?\s?の?(?:表示|表記)"
    r"|特商法(?:に基づく|の|上の)?(?:表示|表記)|(?:通信販売|通販)の?(?:に関する)?表示"
)
WORDINGS = {"TRADE_NOTICE": TRADE_NOTICE}
