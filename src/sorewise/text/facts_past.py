"""Who the runner is and what the past says: the profile, the history, and what is worked out of both."""

from __future__ import annotations

from sorewise.text.forms import Against, Choice, Count, Form, Length, Level, Past, YesNo
from sorewise.text.speech import mark, marks

PROFILE: dict[str, Form] = {
    "experience_years": Count(
        mark("for how long you have run"),
        marks("running for {n} year", "running for {n} years"),
        mark("new to running"),
    ),
    "first_weeks": YesNo(
        mark("whether these are your first weeks"),
        mark("your first two weeks of running"),
        mark("past your first two weeks of running"),
    ),
    "birth_year": Level(mark("your year of birth"), mark("born in {n}")),
    "age": Level(mark("your age"), mark("aged {n}")),
    "goal": Choice(
        mark("what comes first"),
        {
            "run": mark("running comes first"),
            "strength": mark("strength comes first"),
            "both": mark("running and strength count the same"),
        },
    ),
    "prior_bsi": YesNo(
        mark("an earlier bone stress injury"), mark("a bone stress injury before"), mark("no bone stress injury before")
    ),
    "vte_risk": YesNo(
        mark("what makes a clot more likely"),
        mark("something that makes a clot more likely"),
        mark("nothing that makes a clot more likely"),
    ),
    "vte_weak": YesNo(mark("pill or hormones"), mark("taking the pill or hormones"), mark("no pill, no hormones")),
    "usual_eases": YesNo(
        mark("whether easy runs usually help"),
        mark("an easy run usually loosens such soreness"),
        mark("an easy run does not usually loosen such soreness"),
    ),
    "prior_injury_here": YesNo(
        mark("an injury at this place before"),
        mark("injured here in the last 12 months"),
        mark("not injured here in the last 12 months"),
    ),
    "plan_pain_limit": Level(mark("the pain your plan allows"), mark("your plan allows pain up to {n} of 10")),
    "plan_weeks": Count(
        mark("the age of the plan"), marks("plan {n} week old", "plan {n} weeks old"), mark("a new plan")
    ),
    "over_plan_limit": YesNo(
        mark("the limit of your plan"),
        mark("above the pain your plan allows"),
        mark("within the pain your plan allows"),
    ),
    "referral_status": Choice(
        mark("whether somebody looks at it"),
        {"none": mark("nobody booked or seen"), "booked": mark("somebody booked"), "seen": mark("seen by somebody")},
    ),
    "referral_days": Count(
        mark("when you booked or were seen"),
        marks("{n} day since then", "{n} days since then"),
        mark("booked or seen today"),
    ),
    "referral_pain": Level(mark("the pain at that time"), mark("pain {n} of 10 at that time")),
    "referral_known": YesNo(
        mark("whether somebody knows of it"),
        mark("booked or seen already, and nothing new"),
        mark("not booked or seen, or something is new"),
    ),
    "pregnant": YesNo(mark("pregnancy"), mark("pregnant"), mark("not pregnant")),
    "weeks_since_birth": Count(
        mark("time since a birth"),
        marks("{n} week since the birth", "{n} weeks since the birth"),
        mark("a birth this week"),
    ),
    "clinician_cleared": YesNo(
        mark("clearance to run after the birth"),
        mark("cleared to run after the birth"),
        mark("not cleared to run after the birth"),
    ),
    "pelvic_symptoms": YesNo(
        mark("leaking or heaviness below"),
        mark("leaking, heaviness or dragging below"),
        mark("no leaking, no heaviness below"),
    ),
    "tendon_meds": YesNo(
        mark("medicines that can weaken tendons"),
        mark("a medicine that can weaken tendons, last 3 months"),
        mark("no medicine that can weaken tendons"),
    ),
    "blood_thinner": YesNo(mark("a blood thinner"), mark("taking a blood thinner"), mark("no blood thinner")),
    "statin": YesNo(mark("a statin"), mark("taking a statin"), mark("no statin")),
    "reds_flags": Count(
        mark("signs of too little energy"),
        marks("{n} sign of too little energy", "{n} signs of too little energy"),
        mark("no sign of too little energy"),
    ),
    "periods_missed_months": Count(
        mark("missed periods"),
        marks("{n} month without a period", "{n} months without a period"),
        mark("no missed period"),
    ),
}

BODY: dict[str, Form] = {
    "sleep_h": Count(mark("hours of sleep"), marks("{n} hour of sleep", "{n} hours of sleep")),
    "sleep_avg7_h": Count(
        mark("mean sleep of 7 days"), marks("{n} hour of sleep, mean of 7 days", "{n} hours of sleep, mean of 7 days")
    ),
    "rhr_today": Level(mark("resting heart rate"), mark("resting heart rate {n}")),
    "rhr_base": Level(mark("your usual resting heart rate"), mark("usual resting heart rate {n}")),
    "rhr_delta": Against(
        mark("resting heart rate against your usual"),
        mark("resting heart rate {n} above your usual"),
        mark("resting heart rate {n} below your usual"),
        mark("resting heart rate as usual"),
    ),
    "hrv_today": Level(mark("HRV this morning"), mark("HRV {n} ms")),
    "hrv7_ln": Level(mark("7-day HRV"), mark("7-day HRV {n} (ln ms)")),
    "hrv_base_ln": Level(mark("your usual HRV"), mark("usual HRV {n} (ln ms)")),
    "hrv_base_sd": Level(mark("the spread of your HRV"), mark("spread of HRV {n} (ln ms)")),
    "hrv_z": Against(
        mark("7-day HRV against your usual"),
        mark("7-day HRV {n} standard deviations above your usual"),
        mark("7-day HRV {n} standard deviations below your usual"),
        mark("7-day HRV as usual"),
    ),
    "wellness_z": Against(
        mark("how you feel against your usual"),
        mark("you feel {n} standard deviations better than usual"),
        mark("you feel {n} standard deviations worse than usual"),
        mark("you feel as usual"),
    ),
    "fatigue_days_high": Count(
        mark("days of high tiredness"),
        marks("very tired for {n} day", "very tired for {n} days"),
        mark("no days of high tiredness"),
    ),
    "monotony": Level(mark("how alike the days of training are"), mark("monotony of training {n}")),
    "ostrc_substantial_weeks": Count(
        mark("weeks with a substantial problem"),
        marks("a substantial problem for {n} week", "a substantial problem for {n} weeks"),
        mark("no week with a substantial problem"),
    ),
    "days_since_fever": Count(
        mark("time since the last fever"),
        marks("{n} day since the last fever", "{n} days since the last fever"),
        mark("fever today"),
    ),
    "fever_yesterday": YesNo(mark("fever yesterday"), mark("fever yesterday"), mark("no fever yesterday")),
    "limp_days": Count(
        mark("days with a limp"), marks("limping for {n} day", "limping for {n} days"), mark("no days with a limp")
    ),
}

KINDS_DONE = {
    "none": mark("no session on record"),
    "easy": mark("last session easy"),
    "recovery": mark("last session a recovery run"),
    "long": mark("last session a long run"),
    "tempo": mark("last session a tempo run"),
    "intervals": mark("last session intervals"),
    "hills": mark("last session hills"),
    "race": mark("last session a race"),
    "strength": mark("last session strength"),
    "new_exercise": mark("last session a new exercise"),
    "other": mark("last session another sport"),
}
KINDS_PLANNED = {
    "none": mark("nothing planned"),
    "rest": mark("a rest day planned"),
    "recovery": mark("a recovery run planned"),
    "easy": mark("an easy run planned"),
    "long": mark("a long run planned"),
    "tempo": mark("a tempo run planned"),
    "intervals": mark("intervals planned"),
    "hills": mark("hills planned"),
    "test": mark("a test planned"),
    "race": mark("a race planned"),
    "xt": mark("cross-training planned"),
    "strength_leg": mark("leg strength planned"),
    "strength_other": mark("strength planned, not legs"),
    "mobility": mark("mobility planned"),
}
RACES = {
    "none": mark("no long race on record"),
    "5k": mark("a 5 km race"),
    "10k": mark("a 10 km race"),
    "half": mark("a half marathon"),
    "marathon": mark("a marathon"),
    "ultra": mark("an ultra"),
    "long_other": mark("another long race"),
}

TRAINING: dict[str, Form] = {
    "last_session_type": Choice(mark("your last session"), KINDS_DONE),
    "last_session_hours_ago": Past(mark("when the last session was"), mark("{time} since the last session")),
    "last_spike_pct": Against(
        mark("the last run against the longest before it"),
        mark("last run {n} % longer than any in the 30 days before it"),
        mark("last run {n} % shorter than the longest in the 30 days before it"),
        mark("last run as long as the longest in the 30 days before it"),
    ),
    "last_downhill": YesNo(
        mark("whether the last run went downhill"),
        mark("last run unusually downhill"),
        mark("last run not unusually downhill"),
    ),
    "hours_since_leg_strength": Past(mark("when leg day was"), mark("{time} since leg day")),
    "leg_strength_habitual": YesNo(
        mark("whether leg strength is a habit"), mark("leg strength is a habit"), mark("leg strength is not a habit")
    ),
    "days_since_race": Count(
        mark("time since the last long race"),
        marks("{n} day since the race", "{n} days since the race"),
        mark("race today"),
    ),
    "race_type": Choice(mark("the last race"), RACES),
    "days_off_running": Count(
        mark("days without a run"),
        marks("{n} day without a run", "{n} days without a run"),
        mark("no day without a run"),
    ),
    "usual_gap_days": Count(
        mark("your usual days between runs"),
        marks("usually {n} day between runs", "usually {n} days between runs"),
        mark("running daily"),
    ),
    "break_is_usual": YesNo(
        mark("whether such a break is usual"),
        mark("a break no longer than your habit"),
        mark("a break longer than your habit"),
    ),
    "similar_episodes_8w": Count(
        mark("how often it was sore here before"),
        marks(
            "sore here {n} time after such sessions in 8 weeks", "sore here {n} times after such sessions in 8 weeks"
        ),
        mark("not sore here after such sessions in 8 weeks"),
    ),
    "recurs_same_spot": YesNo(
        mark("whether it is the same place again"),
        mark("exactly the same place as after earlier sessions"),
        mark("not the same place as before"),
    ),
    "trigger_hours": Past(mark("when the session was that you blame"), mark("{time} since the session you blame")),
    "settled_next_am": YesNo(
        mark("whether it settled after the last run"),
        mark("back to usual on the morning after the last run"),
        mark("not back to usual on the morning after the last run"),
    ),
    "next_am_vs_before": Choice(
        mark("this morning against before the last run"),
        {
            "not_compared": mark("not compared with before the last run"),
            "lower": mark("lower than before the last run"),
            "same": mark("as before the last run"),
            "higher": mark("higher than before the last run"),
        },
    ),
    "week_trend": Choice(
        mark("pain in runs over the weeks"),
        {
            "better": mark("pain in runs better over the weeks"),
            "same": mark("pain in runs the same over the weeks"),
            "worse": mark("pain in runs worse over the weeks"),
        },
    ),
    "sorer_than_course": YesNo(
        mark("whether it is sorer than usual so long after a load"),
        mark("sorer than usual so many days after such a load"),
        mark("not sorer than usual so many days after such a load"),
    ),
    "planned_type": Choice(mark("what is planned today"), KINDS_PLANNED),
    "planned_km": Length(mark("the planned distance"), mark("{length} planned")),
    "longest_run_30d_km": Length(mark("the longest run of 30 days"), mark("longest run of 30 days {length}")),
    "planned_spike_pct": Against(
        mark("the planned run against the longest of 30 days"),
        mark("planned run {n} % longer than any of the last 30 days"),
        mark("planned run {n} % shorter than the longest of the last 30 days"),
        mark("planned run as long as the longest of the last 30 days"),
    ),
}

MADE: dict[str, Form] = {
    "phase": Choice(
        mark("the moment"),
        {"morning": mark("in the morning"), "in_run": mark("in a run"), "after_run": mark("after a run")},
    ),
    "one_place": YesNo(mark("the number of places"), mark("one sore place only"), mark("not one sore place only")),
    "regions": Choice(mark("the places")),
    "swollen_joints": Count(
        mark("swollen joints"), marks("{n} swollen joint", "{n} swollen joints"), mark("no swollen joint")
    ),
}
