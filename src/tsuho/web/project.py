"""The Django project: which apps the centre's database and windows are made of, with defaults that harm nobody.

Only wiring reads files and the environment, so nothing here does: `store.records.set_up` puts the centre's own database,
secret, host names and what `wiring.windows` says over these values before Django starts.
"""

from pathlib import Path
from typing import Any

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # ours before the library's, because the first template of a name is the one that is shown
    "tsuho.web.look",
    "tsuho.web.accounts",
    "tsuho.web.console",
    "tsuho.web.partners",
    "tsuho.store.records",
    "tsuho.web.api",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
]
MIDDLEWARE = [
    "tsuho.web.look.headers.Headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "tsuho.web.look.preferences.Speaking",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tsuho.web.api.refusals.Refusals",  # below those that add headers, since it makes an answer anew
    "tsuho.web.accounts.idle.Idle",
    "tsuho.web.accounts.gate.Gate",
    "allauth.account.middleware.AccountMiddleware",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "tsuho.web.look.shell.shell",
            ],
            "builtins": ["tsuho.web.look.templatetags.look"],
        },
    }
]
ROOT_URLCONF = "tsuho.web.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CSRF_FAILURE_VIEW = "tsuho.web.look.errors.stale_form"

DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
SECRET_KEY = "replaced by the centre's own secret before anything is served"  # noqa: S105
ALLOWED_HOSTS: list[str] = []
DEBUG = False

USE_TZ = True
TIME_ZONE = "Asia/Tokyo"
LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", "日本語"), ("en", "English")]

STATIC_URL = "/static/"
STATICFILES_DIRS = [Path(__file__).parent / "static"]
# served from where they lie: nothing has to be collected before the centre starts
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
WHITENOISE_ALLOW_ALL_ORIGINS = False

# --- who signs in, and how (accounts)
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account_home"
ACCOUNT_ADAPTER = "tsuho.web.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
# five wrong passwords for one name, or ten from one address, and the door stays shut for five minutes
ACCOUNT_RATE_LIMITS = {"login_failed": "10/5m/ip,5/5m/key"}
MFA_ADAPTER = "tsuho.web.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an account has no mail address here; the administrator made it
MFA_TOTP_TOLERANCE = 1
SOCIALACCOUNT_ADAPTER = "tsuho.web.accounts.adapter.IdentityProviderAdapter"
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}
ALLAUTH_TRUSTED_PROXY_COUNT = 0
TSUHO_SECOND_FACTOR = True
TSUHO_IDLE_MINUTES = 30
TSUHO_OIDC_NAME = ""
TSUHO_OIDC_CLAIM = ""
TSUHO_FORM_TARGETS: tuple[str, ...] = ()

# --- what harms nobody
# A report may be as large as a mail; the reading side has its own caps.
DATA_UPLOAD_MAX_MEMORY_SIZE = 50_000_000
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = False
CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = False
SESSION_COOKIE_SAMESITE = "Lax"  # Strict would greet everybody who follows a link to us as a stranger
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 0
SECURE_PROXY_SSL_HEADER: tuple[str, str] | None = None
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
