"""One settings file, driven by the environment. Without any it refuses to be anything but a demo on this machine."""

import tomllib
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from unstori.config.schedule import SCHEDULE  # noqa: F401

BASE = Path(__file__).resolve().parents[2]
env = environ.Env()

DEMO = env.bool("UNSTORI_DEMO", default=False)
DEBUG = False
# A demo has no secrets to keep; anything else must bring its own key.
SECRET_KEY = env(
    "UNSTORI_SECRET_KEY", default="demo-only-" + "0123456789abcdef" * 4 if DEMO else environ.Env.NOTSET
)
ALLOWED_HOSTS = env.list("UNSTORI_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("UNSTORI_ORIGINS", default=[])
VAR = Path(env("UNSTORI_VAR", default=str(BASE / "var")))

INSTALLED_APPS = [
    "unstori.core",
    "unstori.ui",
    "unstori.people",
    "unstori.access",
    "unstori.directory",
    "unstori.circle",
    "unstori.story",
    "unstori.adjustments",
    "unstori.boards",
    "unstori.plan",
    "unstori.safeguarding",
    "unstori.rights",
    "unstori.holding",
    "unstori.assessment",
    "unstori.pathways",
    "unstori.teams",
    "unstori.notices",
    "unstori.exchange",
    "unstori.governance",
    "unstori.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "unstori.access.middleware.PlainLog",
    "unstori.access.middleware.NoCookies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "unstori.access.middleware.ActInCapacity",
    "unstori.access.middleware.KeepWhatWasRefused",
    "unstori.boards.middleware.DrawInTheirSymbols",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "unstori.config.urls"
WSGI_APPLICATION = "unstori.config.wsgi.application"

CONTEXT = [
    "django.template.context_processors.request",
    "django.contrib.messages.context_processors.messages",
    "csp.context_processors.nonce",
    "unstori.access.context.demo",
    "unstori.web.context.person_tabs",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "unstori.ui.jinja.environment", "context_processors": CONTEXT},
    },
    {  # Libraries' own e-mail texts are Django templates.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": CONTEXT},
    },
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR / 'unstori.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # synchronous=FULL: an acknowledged write survives losing power, which NORMAL does not promise under WAL.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-32000",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "unstori.access.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Unstori"
MFA_ADAPTER = "unstori.access.adapter.MFAAdapter"
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an invitation that was used has shown that the address is theirs
MFA_FORMS = {
    "authenticate": "unstori.access.forms.CodeForm",
    "reauthenticate": "unstori.access.forms.CodeAgainForm",
    "activate_totp": "unstori.access.forms.ActivateAppForm",
    "add_webauthn": "unstori.access.forms.AddPasskeyForm",
    "edit_webauthn": "unstori.access.forms.EditPasskeyForm",
}
ACCOUNT_FORMS = {
    "login": "unstori.access.forms.LoginForm",
    "change_password": "unstori.access.forms.ChangePasswordForm",
    "set_password": "unstori.access.forms.SetPasswordForm",
    "reset_password": "unstori.access.forms.ResetPasswordForm",
    "reset_password_from_key": "unstori.access.forms.ResetPasswordKeyForm",
    "reauthenticate": "unstori.access.forms.ReauthenticateForm",
}
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# A whole school shares one address. By account axes counts passwords; codes of the second step are counted here.
# They live in memory: with the usual room for 300, strangers who try many names make it forget who tried codes.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}
ACCOUNT_RATE_LIMITS = {"login_failed": "60/m/ip,10/15m/key", "entry_report": "5/h/ip"}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_USERNAME_CALLABLE = "unstori.access.adapter.sign_in_name"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "unstori.access.views.locked_out"
AXES_VERBOSE = False

# With whose identity people may sign in (docs/running.md). Read when Unstori starts: what is wrong in it stops the start.
_SIGN_IN = env("UNSTORI_SIGN_IN", default="")
SIGN_IN: list[dict[str, Any]] = []
if _SIGN_IN:
    try:
        SIGN_IN = tomllib.loads(Path(_SIGN_IN).read_text(encoding="utf-8")).get("provider", [])
    except (OSError, ValueError) as wrong:
        raise ImproperlyConfigured(f"UNSTORI_SIGN_IN: {_SIGN_IN} cannot be read: {wrong}") from None
    if not isinstance(SIGN_IN, list) or not SIGN_IN:
        raise ImproperlyConfigured(f"UNSTORI_SIGN_IN: {_SIGN_IN} has no [[provider]]")
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5  # seconds

# Nobody is left signed in on a shared tablet: half an hour without use, at most ten hours (`access.middleware`).
SESSION_COOKIE_AGE = 30 * 60
SESSION_USED_SECONDS = 60  # that it was used is written down no more often than this, not on every page
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_LONGEST_HOURS = 10

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("cy", "Cymraeg")]
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
WHITENOISE_ROOT = BASE / "unstori/ui/root"  # robots.txt
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 2**20
FILE_SIZE_LIMIT = 25 * 2**20
FILE_SCANNER = env("UNSTORI_FILE_SCANNER", default="")

HTTPS = not DEMO
SECURE_SSL_REDIRECT = HTTPS and env.bool("UNSTORI_HTTPS_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "unstori.access.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

EMAIL_BACKEND = env("UNSTORI_EMAIL_BACKEND", default="django.core.mail.backends.console.EmailBackend")
EMAIL_FILE_PATH = VAR / "mail"  # for the file backend, which the demo uses
DEFAULT_FROM_EMAIL = env("UNSTORI_FROM", default="unstori@localhost")
# Where people sign in: messages that leave say this address and nothing else.
SITE = env("UNSTORI_SITE", default="http://localhost:8000")
# Other Unstori systems whose stories are known by their key (`manage.py exchange_key` there): "Gwynedd|KEY,Devon|KEY".
SYSTEMS = dict(each.split("|", 1) for each in env.list("UNSTORI_SYSTEMS", default=[]) if "|" in each)
# Whether messages leave at all. A demonstration shows them to whom they are for, and sends none.
NOTICES_LEAVE = env.bool("UNSTORI_NOTICES_LEAVE", default=not DEMO)
# GOV.UK Notify, by way: the ids of templates that hold ((subject)) and ((body)). A way without goes as it can.
NOTIFY = {
    "key": env("UNSTORI_NOTIFY_KEY", default=""),
    "url": env("UNSTORI_NOTIFY_URL", default="https://api.notifications.service.gov.uk"),
    "email": env("UNSTORI_NOTIFY_EMAIL", default=""),
    "text": env("UNSTORI_NOTIFY_TEXT", default=""),
    "letter": env("UNSTORI_NOTIFY_LETTER", default=""),
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# Whether a worker (`manage.py work`) is meant to run: then late jobs make the health page fail.
WORKER = env.bool("UNSTORI_WORKER", default=not DEMO)
# Hosts inside this network whose feeds of services may be read; all others must be outside (ADR 0073).
FEEDS_INSIDE = env.list("UNSTORI_FEEDS_INSIDE", default=[])
# Under which licence the directory's services may be used by others.
OPEN_DATA_LICENCE = env(
    "UNSTORI_OPEN_DATA_LICENCE",
    default="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
)
AUDIT_HEAD_FILE = Path(env("UNSTORI_AUDIT_HEAD", default=str(VAR / "audit-head.jsonl")))
# What was erased, for a restored backup: keep it where backups are kept.
ERASURE_JOURNAL = Path(env("UNSTORI_ERASURES", default=str(VAR / "erasures.jsonl")))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Addresses carry references of people and axes logs names: neither belongs in a log.
    "loggers": {
        "django.request": {"level": "CRITICAL"},
        "django.security": {"level": "CRITICAL"},
        "axes": {"level": "CRITICAL"},
        "django_tasks": {"level": "CRITICAL"},
        "django_tasks_db": {"level": "CRITICAL"},
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
        "fido2": {"level": "WARNING"},
    },
}

# Locking by account alone is stricter than by address too, and spares a school behind one address.
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
