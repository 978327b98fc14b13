"""What the system does by itself, and how often. Times are London's; `manage.py work` does it (ADR 0031).

A job runs once for each period. One that was missed is made up for once, so each must do all that waits;
one that breaks off is tried again, so each must bear being run twice.
"""

from datetime import time

from unstori.access.rules.schedule import Daily, Every

SCHEDULE: dict[str, Daily | Every] = {
    "unstori.access.tasks.seal_audit": Every(minutes=10),
    "unstori.story.tasks.scan_waiting_files": Every(minutes=10),
    "unstori.teams.tasks.carry_on_waiting": Every(minutes=10),
    "unstori.holding.tasks.go_on": Every(minutes=60),
    "unstori.pathways.tasks.never_unheld": Every(minutes=60),
    "unstori.pathways.tasks.count_requests": Every(minutes=60),
    "unstori.directory.tasks.index_what_waits": Every(minutes=60),
    "unstori.safeguarding.tasks.look_again": Every(minutes=10),
    "unstori.access.tasks.expire": Every(minutes=60),
    "unstori.circle.tasks.write_down_expired": Daily(time(0, 10)),
    "unstori.directory.tasks.age_away": Daily(time(0, 20)),
    "unstori.access.tasks.forget_sessions": Daily(time(3, 0)),
    "unstori.access.tasks.forget_sign_ins": Daily(time(3, 10)),
    "unstori.exchange.tasks.make_open_file": Every(minutes=60),
    "unstori.exchange.tasks.read_sources": Daily(time(1, 30)),
    "unstori.governance.tasks.verify_audit": Daily(time(4, 0)),
    "unstori.governance.tasks.find_likely_pairs": Daily(time(4, 30)),
    "unstori.access.tasks.forget_jobs": Daily(time(3, 20)),
    "unstori.pathways.tasks.estimate_waits": Daily(time(2, 30)),
    "unstori.pathways.tasks.open_transitions": Daily(time(2, 10)),
    "unstori.notices.tasks.tell_in_the_morning": Daily(time(7, 30)),
    "unstori.notices.tasks.tell_at_once": Every(minutes=10),
}
