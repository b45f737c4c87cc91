"""The Django project: which apps the centre's database and windows are made of, with defaults that harm nobody.

Only wiring reads files and the environment, so nothing here does: `store.records.set_up` puts the centre's own database,
secret and host names over these values before Django starts.
"""

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "tsuho.web.accounts",
    "tsuho.store.records",
    "tsuho.web.api",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "tsuho.web.urls"

DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
SECRET_KEY = "replaced by the centre's own secret before anything is served"  # noqa: S105
ALLOWED_HOSTS: list[str] = []
DEBUG = False

USE_TZ = True
TIME_ZONE = "Asia/Tokyo"
LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", "日本語"), ("en", "English")]

# A report may be as large as a mail; the reading side has its own caps.
DATA_UPLOAD_MAX_MEMORY_SIZE = 50_000_000
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
