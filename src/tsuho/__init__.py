"""Tsuho (通報): the platform that a national anti-spam reporting centre runs on."""
