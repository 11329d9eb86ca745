"""What the legs and the body are like this morning: page 1, a spot, its follow-up, and a run that is going on."""

from __future__ import annotations

from sorewise.text.forms import Against, Choice, Count, Form, Level, Past, YesNo
from sorewise.text.speech import mark, marks

LEGS: dict[str, Form] = {
    "legs": Choice(mark("how the legs feel"), {"fresh": mark("legs fresh"), "sore": mark("legs sore")}),
    "region": Choice(mark("the place")),
    "side": Choice(
        mark("the side"), {"left": mark("on the left"), "right": mark("on the right"), "both": mark("on both sides")}
    ),
    "pain": Level(mark("how strong the pain is"), mark("pain {n} of 10")),
    "gait": Choice(
        mark("the stride"), {"normal": mark("stride as usual"), "changed": mark("stride changed or limping")}
    ),
    "hard_to_walk": YesNo(
        mark("walking and stairs"), mark("hard to walk or take stairs"), mark("walking and stairs are not hard")
    ),
    "fatigue": Level(mark("how tired the whole body is"), mark("tiredness {n} of 10")),
    "sleep_quality": Level(mark("how the night was"), mark("sleep {n} of 5")),
    "illness": Choice(
        mark("illness"),
        {
            "none": mark("not ill"),
            "above_neck": mark("ill in nose and throat only"),
            "below_neck": mark("ill in chest or stomach, or aching all over"),
        },
    ),
    "training_mistake": YesNo(
        mark("whether the last session was too much"),
        mark("last session much longer or harder than you were prepared for"),
        mark("last session as you were prepared for"),
    ),
    "painkiller_12h": YesNo(
        mark("a painkiller in the last 12 hours"),
        mark("a painkiller in the last 12 hours"),
        mark("no painkiller in the last 12 hours"),
    ),
}

SPOT: dict[str, Form] = {
    "tissue": Choice(
        mark("what it feels like it is"),
        {
            "muscle": mark("feels like muscle"),
            "joint": mark("feels like a joint"),
            "tendon": mark("feels like a tendon"),
            "bone": mark("feels like bone"),
            "fascia": mark("feels like the band under the skin"),
            "unsure": mark("not sure whether muscle, joint, tendon or bone"),
        },
    ),
    "spread": Choice(
        mark("one point or a whole area"),
        {"diffuse": mark("a whole area"), "focal": mark("you can point at it with one or two fingers")},
    ),
    "eases": Choice(
        mark("whether it eases with moving"),
        {"yes": mark("eases with moving"), "no": mark("does not ease with moving"), "worse": mark("worse with moving")},
    ),
    "onset": Choice(
        mark("how it started"),
        {
            "after_exercise_delayed": mark("began some hours after exercise"),
            "gradual_over_days": mark("came little by little over days"),
            "on_waking": mark("there on waking"),
            "sudden_during_run": mark("began suddenly in a run"),
            "sudden_other": mark("began suddenly, not in a run"),
            "after_fall": mark("began with a fall or a twist"),
            "after_blow": mark("began with a blow"),
        },
    ),
    "sharp": YesNo(mark("whether it is sharp"), mark("sharp, stabbing or shooting"), mark("not sharp")),
    "tight": YesNo(mark("whether it is tight"), mark("tight"), mark("not tight")),
    "heavy": YesNo(mark("whether it is heavy"), mark("heavy"), mark("not heavy")),
    "throbbing": YesNo(mark("whether it throbs"), mark("throbbing"), mark("not throbbing")),
    "cramp": YesNo(mark("whether it cramps"), mark("cramp"), mark("no cramp")),
    "quality": Choice(
        mark("what it is like"),
        {
            "dull": mark("dull"),
            "stiff": mark("stiff"),
            "tight": mark("tight"),
            "heavy": mark("heavy"),
            "cramp": mark("cramp"),
            "sharp": mark("sharp"),
            "stabbing": mark("stabbing"),
            "shooting": mark("shooting"),
            "burning": mark("burning"),
            "throbbing": mark("throbbing"),
        },
    ),
    "run_worse": YesNo(
        mark("whether the last run made it worse"),
        mark("grew worse the longer you ran"),
        mark("did not grow worse in the last run"),
    ),
    "night_pain": YesNo(
        mark("pain at night"), mark("wakes you, or aches while you lie still"), mark("quiet while you lie still")
    ),
    "bone_tender": YesNo(
        mark("a very sore point on the bone"),
        mark("one very sore point on the bone"),
        mark("no sore point on the bone"),
    ),
    "joint_locking": YesNo(
        mark("whether the joint locks"),
        mark("the joint locks, catches or gives way"),
        mark("the joint does not lock or give way"),
    ),
    "trend": Choice(
        mark("the change since yesterday"),
        {
            "better": mark("better than yesterday"),
            "same": mark("the same as yesterday"),
            "worse": mark("worse than yesterday"),
        },
    ),
    "self_diagnosis": Choice(
        mark("what you were told it is"),
        {
            "none": mark("nobody has told you what it is"),
            "strain": mark("you were told it is a strain"),
            "tendinopathy": mark("you were told it is the tendon"),
            "shin_splints": mark("you were told it is shin splints"),
            "stress_fracture": mark("you were told it is a stress fracture"),
            "arthrosis": mark("you were told it is arthrosis"),
            "other": mark("you were told what it is"),
        },
    ),
    "managed_plan": YesNo(
        mark("a clinician's plan that allows running"),
        mark("a clinician's plan allows you to run on it"),
        mark("no clinician's plan for this place"),
    ),
    "days_sore": Count(
        mark("for how long it has been sore"),
        marks("sore for {n} day", "sore for {n} days"),
        mark("not sore before today"),
    ),
}

FOLLOW_UP: dict[str, Form] = {
    "hop_pain": YesNo(mark("whether hopping hurts"), mark("hopping hurts there"), mark("hopping does not hurt")),
    "rest_pain": YesNo(
        mark("pain while sitting still"), mark("hurts while you sit still"), mark("quiet while you sit")
    ),
    "resolves_with_rest": YesNo(
        mark("whether rest took it away"), mark("gone after resting"), mark("not gone after resting")
    ),
    "hours_since_onset": Past(mark("when it began"), mark("began {time} ago")),
    "can_heel_raise": YesNo(
        mark("whether you can rise on the toes"),
        mark("you can rise on the toes"),
        mark("you cannot rise on the toes of that leg"),
    ),
    "single_leg_stand_pain": YesNo(
        mark("standing on that leg"), mark("standing on that leg hurts"), mark("standing on that leg does not hurt")
    ),
    "rom_limited": YesNo(
        mark("whether bending is limited"),
        mark("bending or straightening is limited"),
        mark("bends and straightens freely"),
    ),
    "illness_days": Count(mark("how long you have been ill"), marks("ill for {n} day", "ill for {n} days")),
    "only_in_runs": YesNo(
        mark("whether the foot is cold only in runs"),
        mark("foot cold or pale only during runs"),
        mark("foot cold or pale outside runs too"),
    ),
    "drowsy": YesNo(
        mark("drowsiness since the blow"), mark("drowsy since the blow"), mark("not drowsy since the blow")
    ),
    "numb_now_at_rest": YesNo(mark("numbness at rest"), mark("numb now, at rest"), mark("not numb at rest")),
    "exertional_pattern": YesNo(
        mark("whether it comes at the same point of each run"),
        mark("comes at the same point of each run and goes soon after stopping"),
        mark("does not come at the same point of each run"),
    ),
    "painkiller_for_legs": YesNo(
        mark("what the painkiller was for"),
        mark("the painkiller was for the legs"),
        mark("the painkiller was not for the legs"),
    ),
    "pain_before_dose": Level(mark("the pain before the tablet"), mark("pain {n} of 10 before the tablet")),
    "pain_masked": YesNo(
        mark("whether a painkiller hides the pain"),
        mark("a painkiller may hide the pain"),
        mark("no painkiller hides the pain"),
    ),
    "temp_c": Level(mark("your temperature"), mark("temperature {n} degrees C")),
}

RUN: dict[str, Form] = {
    "pain_start": Level(mark("the pain when you set off"), mark("pain {n} of 10 when you set off")),
    "pain_now": Level(mark("the pain now"), mark("pain {n} of 10 now")),
    "pain_change": Against(
        mark("the pain against when you set off"),
        mark("pain {n} higher than when you set off"),
        mark("pain {n} lower than when you set off"),
        mark("pain as when you set off"),
    ),
    "minutes": Count(mark("how long you have run"), marks("{n} minute run", "{n} minutes run")),
    "exhausted": YesNo(mark("utter exhaustion"), mark("utterly exhausted"), mark("not utterly exhausted")),
}
