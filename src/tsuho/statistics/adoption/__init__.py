"""Adoption of counter-technology by providers (迷惑メール対応技術導入状況): what is published, answered and seen, and its table."""
