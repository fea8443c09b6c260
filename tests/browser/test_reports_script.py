"""What a picture tells its page: each report by its name, and none that was taken back."""

from frontend_modules import Frontend

AFTER_ALL = """new Promise(answer => {
    const reports = new Reports();
    const told = [];
    for (const [name, value] of sent) reports.tell(name, 0, () => ({ value }));
    reports.withdraw("pinned");
    reports.tell("last", 0, () => ({ value: 0 }));
    reports.send = (name, report) => {
        told.push([name, report.value]);
        if (name !== "last") return;
        reports.leave();
        answer(told);
    };
})"""


def test_a_report_that_is_taken_back_takes_no_other_along(frontend: Frontend) -> None:
    told = frontend.value(AFTER_ALL, sent=[["edit", 5], ["pinned", 1]])
    assert told == [["edit", 5], ["last", 0]]


def test_of_one_name_the_newest_is_told(frontend: Frontend) -> None:
    told = frontend.value(AFTER_ALL, sent=[["call", 1], ["call", 2]])
    assert told == [["call", 2], ["last", 0]]
