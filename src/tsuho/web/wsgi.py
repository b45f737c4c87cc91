"""The web's way in: granian imports ``application`` from here, in each of its processes."""

from django.core.wsgi import get_wsgi_application

from tsuho.web.centre import centre, set_opener
from tsuho.wiring.open import open_centre
from tsuho.wiring.settings import centre_folder, read_settings

set_opener(lambda: open_centre(read_settings(centre_folder(None))))
centre()  # opens the stores and sets Django up on them, so that a centre that cannot open fails here and not in a request
application = get_wsgi_application()
