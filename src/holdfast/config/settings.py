"""Django's settings, read from the home folder and the environment.

HOLDFAST_HOME    the folder of this installation (default `.holdfast`)
DATABASE_URL     a PostgreSQL server to use instead of the embedded one
HOLDFAST_ROLE    the database role of this process: app (serves requests, the default), worker, owner (migrates)
HOLDFAST_HOSTS   host names it answers to, parted by commas (default: this machine's own)
HOLDFAST_HTTPS   1 where it is reached over HTTPS: cookies and redirects are then for HTTPS alone
HOLDFAST_PROXIES how many proxies of yours each request passes (default 0): whose address a limit on tries counts
HOLDFAST_OIDC    a TOML file naming the agencies' own identity providers
"""

import os
from pathlib import Path
from typing import Any

from holdfast.config.identity_providers import providers
from holdfast.server.database import dsns
from holdfast.server.home import home
from holdfast.server.secret_file import secrets_of

HOME = home()
SECRET_KEY = secrets_of(HOME).django_secret_key
DEBUG = False
HTTPS = os.environ.get("HOLDFAST_HTTPS") == "1"
ALLOWED_HOSTS = os.environ.get("HOLDFAST_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")

ROOMS = ["accounts", "audit", "people", "placements", "education", "family", "programmes", "assessments", "life_story",
         "reviews", "decisions", "disclosure", "demo", "intake", "web"]  # fmt: skip
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    *(f"holdfast.{room}" for room in ROOMS),
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "procrastinate.contrib.django",
    "csp",
]
MIDDLEWARE = [
    "holdfast.web.views_health.health_first",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "holdfast.web.middleware.kept_private",
    "holdfast.web.middleware.one_transaction",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "holdfast.web.signed_out.gives_back",
    "holdfast.web.door.sessions.ends",
    "holdfast.web.door.sessions.need_second_factor",
    "holdfast.web.middleware.known_viewer",
    "holdfast.web.signed_out.brings_back",
]
ROOT_URLCONF = "holdfast.config.urls"
WSGI_APPLICATION = "holdfast.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "holdfast.web.context.page",
                "holdfast.web.child.identity.page",
            ],
        },
    }
]
FORM_RENDERER = "holdfast.web.renderer.HoldfastRenderer"

# --- the database -------------------------------------------------------------------------------------------
ROLE = os.environ.get("HOLDFAST_ROLE", "app")
_DSNS = dsns(HOME, os.environ)
# Statements are prepared after their fifth use: PostgreSQL plans a page's queries, row security included, once a connection.
_PREPARED = {"server_side_binding": True, "prepare_threshold": 5}


def _database(role: str, **options: Any) -> dict[str, Any]:
    dsn = getattr(_DSNS, role)
    return {
        "ENGINE": "django.db.backends.postgresql",
        **dsn,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dsn.get("OPTIONS", {}) | options,  # as DATABASE_URL has it: sslmode above all
    }


DATABASES = {
    # Migrations send several statements at once, and imports more values than a prepared statement may have.
    "default": _database(ROLE, **(_PREPARED if ROLE == "app" else {})),
    # What works out findings after a save: it must see the whole record of a child, whoever saved. Used by `decisions` alone.
    "worker": _database("worker", **_PREPARED),
}
DATABASE_ROLES = {role: getattr(_DSNS, role)["USER"] for role in ("owner", "app", "worker")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
        # It holds who has tried to sign in how often: by default Django throws entries away beyond 300.
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    }
}

# --- signing in -----------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name", "key")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "holdfast.web.sign_in.Doorkeeper"
SOCIALACCOUNT_ADAPTER = "holdfast.web.sign_in.AgencyDoorkeeper"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "5/15m/key,50/15m/ip",
    "reset_password": "20/h/ip,5/h/key",
}
# Each proxy adds the address it was called from to X-Forwarded-For: so many from its end are ours, the rest anybody may write.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("HOLDFAST_PROXIES") or 0)
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Holdfast: "
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa"]
ACCOUNT_FORMS = {"login": "holdfast.web.door.forms.SignInForm"}
MFA_ADAPTER = "holdfast.web.sign_in.SecondFactors"
MFA_FORMS = {"add_webauthn": "holdfast.web.door.forms.AddPasskeyForm"}
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the agency, not the person, says which address is theirs
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_ISSUER = "Holdfast"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS and os.environ.get("HOLDFAST_TEST_BROWSER") == "1"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_PROVIDERS = providers(os.environ.get("HOLDFAST_OIDC"))
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SESSION_COOKIE_AGE = 60 * 60 * 10  # a working day; IDLE_MINUTES ends a session that nobody uses
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "holdfast_session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "holdfast.web.views_errors.form_expired"
IDLE_MINUTES = 30

# --- what leaves the server -----------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "manifest-src": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_PERMISSIONS = 0o600
UPLOADS_AT_MOST = 50_000_000

# --- words and days -------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
STATIC_URL = "static/"
_COLLECTED = Path(__file__).parent.parent / "web" / "collected"
STATIC_ROOT = (
    _COLLECTED if _COLLECTED.is_dir() else None
)  # without it, files are found in the rooms themselves
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": HOME.root / "uploads"},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = (
    "django.core.mail.backends.console.EmailBackend"
    if not os.environ.get("HOLDFAST_SMTP")
    else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_HOST = os.environ.get("HOLDFAST_SMTP", "")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
PROCRASTINATE_ON_APP_READY = None
SILENCED_SYSTEM_CHECKS: list[str] = []
