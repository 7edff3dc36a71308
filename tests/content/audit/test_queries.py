"""Reading the trail of one record."""

from __future__ import annotations

from content.accounts.policy import SYSTEM
from content.audit.actions import write
from content.audit.queries import MOST_OF_A_RECORD, latest_of_record


def test_a_record_s_last_lines_are_read_newest_first_and_no_others(store, clock):
    for number in range(MOST_OF_A_RECORD + 2):
        write(f"desk:legal:{number}", SYSTEM, clock.now(), kind="legal", record_id="one")
        write("desk:legal:revised", SYSTEM, clock.now(), kind="legal", record_id="another")
    tags = [line.tag for line in latest_of_record("legal", "one")]
    assert tags == [f"desk:legal:{number}" for number in range(MOST_OF_A_RECORD + 1, 1, -1)]
