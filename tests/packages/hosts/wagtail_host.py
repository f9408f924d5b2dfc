"""A site with wagtail-lms, as its maker says to set one up: `python wagtail_host.py FOLDER`, in .venv-hosts.

It holds a course with one lesson, a manager and a learner who takes the course, and says where it listens.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
from django.conf import settings
from django.core.management import call_command

FOLDER = Path(sys.argv[1])
PASSWORD = "learning-to-lead"
BASE = "<!doctype html><title>{% block title %}{% endblock %}</title>{% block content %}{% endblock %}"
LOGIN = "<form method='post'>{% csrf_token %}{{ form }}<button>Log in</button></form>"
WAGTAIL = (
    "forms",
    "redirects",
    "embeds",
    "sites",
    "users",
    "snippets",
    "documents",
    "images",
    "search",
    "admin",
)


class FromModels(dict[str, None]):
    """Lets tables be made as the models have them now: the way there takes half a minute."""

    def __contains__(self, name: object) -> bool:
        return True

    def __getitem__(self, name: str) -> None:
        return None


settings.configure(
    MIGRATION_MODULES=FromModels(),
    WAGTAIL_I18N_ENABLED=False,
    DEBUG=True,
    SECRET_KEY="only on this machine",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    BASE_DIR=FOLDER,
    MEDIA_ROOT=str(FOLDER / "media"),
    MEDIA_URL="/media/",
    STATIC_URL="/static/",
    USE_TZ=True,
    LOGIN_URL="/login/",
    LOGIN_REDIRECT_URL="/",
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(FOLDER / "db.sqlite3")}},
    WAGTAIL_SITE_NAME="Leidraad",
    WAGTAILADMIN_BASE_URL="http://127.0.0.1",
    INSTALLED_APPS=[
        "wagtail_lms",
        *(f"wagtail.{'contrib.' if name in ('forms', 'redirects') else ''}{name}" for name in WAGTAIL),
        "wagtail",
        "modelcluster",
        "taggit",
        *(
            f"django.contrib.{name}"
            for name in ("admin", "auth", "contenttypes", "sessions", "messages", "staticfiles")
        ),
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "loaders": [
                    (
                        "django.template.loaders.locmem.Loader",
                        {"base.html": BASE, "registration/login.html": LOGIN},
                    ),
                    "django.template.loaders.app_directories.Loader",
                ],
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ],
            },
        }
    ],
)
django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.contrib.auth.views import LoginView  # noqa: E402
from django.contrib.staticfiles.handlers import StaticFilesHandler  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.urls import include, path  # noqa: E402
from wagtail import urls as wagtail_urls  # noqa: E402
from wagtail.admin import urls as admin_urls  # noqa: E402
from wagtail.models import Locale, Page, Site  # noqa: E402
from wagtail_lms.models import CourseEnrollment, CoursePage, SCORMLessonPage  # noqa: E402

urlpatterns = [
    path("login/", LoginView.as_view()),
    path("admin/", include(admin_urls)),
    path("lms/", include("wagtail_lms.urls")),
    path("", include(wagtail_urls)),
]


def prepare() -> None:
    """Make the tables, the people and the course."""
    call_command("migrate", run_syncdb=True, verbosity=0)
    Locale.objects.create(language_code="en")
    home = Page.add_root(title="Root", slug="root").add_child(title="Home", slug="home")
    Site.objects.create(hostname="127.0.0.1", root_page=home, is_default_site=True)
    User.objects.create_superuser("manager", password=PASSWORD)
    learner = User.objects.create_user("learner", password=PASSWORD)
    course = home.add_child(instance=CoursePage(title="Course", slug="course"))
    course.add_child(instance=SCORMLessonPage(title="Lesson", slug="lesson"))
    CourseEnrollment.objects.create(user=learner, course=course)


class Server(ThreadingMixIn, WSGIServer):
    """A browser may open a connection long before it asks for anything."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *values: object) -> None:
        pass


def one_by_one(application: Callable[..., Any]) -> Callable[..., list[bytes]]:
    """Answer one request at a time, as one worker does."""
    turn = threading.Lock()

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        with turn:
            response: Iterable[bytes] = application(environ, start)
            try:
                return [b"".join(response)]
            finally:
                response.close()  # type: ignore[attr-defined]

    return answer


if __name__ == "__main__":
    prepare()
    application = one_by_one(StaticFilesHandler(get_wsgi_application()))
    with make_server("127.0.0.1", 0, application, Server, Quiet) as server:
        print(f"http://127.0.0.1:{server.server_port}", flush=True)  # noqa: T201
        server.serve_forever()
