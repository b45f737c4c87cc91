"""All that machines may ask under /api/v1/, a router each."""

from tsuho.web.api import answers, feed, figures, notices, reports
from tsuho.web.api.interface import api

api.add_router("", reports.router)
api.add_router("", notices.router)
api.add_router("", answers.router)
api.add_router("", figures.router)
api.add_router("feed", feed.router)

__all__ = ("api",)
