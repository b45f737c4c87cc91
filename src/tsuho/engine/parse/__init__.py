"""Reading one mail's bytes: structure, headers, charsets, text, links. Nothing here ever raises on a mail."""
