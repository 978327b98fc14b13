import gc
import os

from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unstori.config.settings")
application = get_wsgi_application()
call_command(
    "check", databases=["default"]
)  # a demo beside real accounts, or an unfit set-up, does not start
# What was loaded by now stays for good: walking through all of it again and again made one page in twenty three times as
# slow (docs/performance.md).
gc.collect()
gc.freeze()
