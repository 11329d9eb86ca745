"""The signs of the safety page, as noticed and as not there."""

from __future__ import annotations

from sorewise.text.forms import Choice, Form, YesNo
from sorewise.text.speech import mark

SAFETY: dict[str, Form] = {
    "chest_symptoms": YesNo(
        mark("chest and heartbeat"),
        mark("chest pain, pressure, or a racing or stumbling heart"),
        mark("no chest pain, heartbeat as usual"),
    ),
    "fainted": YesNo(mark("fainting"), mark("fainted or nearly fainted"), mark("not fainted")),
    "breathless": YesNo(mark("breath"), mark("more breathless than the effort explains"), mark("not breathless")),
    "confused": YesNo(
        mark("confusion or collapse"), mark("confused, stumbling or collapsed"), mark("not confused, no collapse")
    ),
    "stroke_signs": YesNo(
        mark("face, arm, speech or one side weak"),
        mark("drooping face, weak arm, slurred speech or sudden weakness of one side"),
        mark("face, arms and speech as usual"),
    ),
    "race_sick": YesNo(
        mark("sickness after a long effort"),
        mark("vomiting, bad headache, muddled or collapsed after a long effort"),
        mark("not sick after a long effort"),
    ),
    "heat_stress": YesNo(
        mark("signs of too much heat"),
        mark("dizzy, chills, goose flesh or no more sweat in the heat"),
        mark("no signs of too much heat"),
    ),
    "head_blow": YesNo(
        mark("a blow to the head"),
        mark("a blow to the head with headache, vomiting or drowsiness"),
        mark("no blow to the head"),
    ),
    "fever": YesNo(mark("fever"), mark("fever of 38 degrees C or more"), mark("no fever")),
    "dark_urine": YesNo(
        mark("the colour of urine"), mark("urine brown or red like cola"), mark("urine not brown or red")
    ),
    "saddle_bladder": YesNo(
        mark("numbness between the legs, water and bowels"),
        mark("numb between the legs, or trouble with water or bowels"),
        mark("not numb between the legs, water and bowels as usual"),
    ),
    "systemic": YesNo(
        mark("lumps, weight loss, night sweats"),
        mark("a lump, weight loss, night sweats, or cancer in the past"),
        mark("no lump, no weight loss, no night sweats, no cancer in the past"),
    ),
    "pregnancy_alarm": YesNo(
        mark("alarm signs in pregnancy"), mark("an alarm sign in pregnancy"), mark("no alarm sign in pregnancy")
    ),
    "cannot_walk_4_steps": YesNo(
        mark("whether you can take four steps"), mark("cannot take four steps on it"), mark("can take four steps on it")
    ),
    "can_walk_4_steps": YesNo(
        mark("whether you can take four steps"), mark("can take four steps on it"), mark("cannot take four steps on it")
    ),
    "deformity": YesNo(mark("its shape"), mark("out of shape"), mark("not out of shape")),
    "numbness": YesNo(mark("numbness or tingling"), mark("numb or tingling"), mark("not numb, no tingling")),
    "weakness": YesNo(
        mark("weakness"), mark("too weak for what you normally can do"), mark("no weakness beyond soreness")
    ),
    "foot_drop": YesNo(
        mark("whether the foot drags"), mark("the front of the foot slaps or drags"), mark("the foot does not drag")
    ),
    "cold_pale_foot": YesNo(
        mark("the colour and warmth of the foot"), mark("a foot cold, pale or blue"), mark("feet not cold or pale")
    ),
    "pop": YesNo(
        mark("a pop at the start"), mark("a pop, or a kick from behind, when it began"), mark("no pop when it began")
    ),
    "cannot_rise_since": YesNo(
        mark("rising on the toes since a sudden start"),
        mark("cannot rise on the toes since it began suddenly"),
        mark("can rise on the toes since it began"),
    ),
    "fell_bone_sore": YesNo(
        mark("a bone sore to press after a fall"),
        mark("one bone very sore to press after a fall, a twist or a blow"),
        mark("no bone sore to press after a fall"),
    ),
    "swollen": YesNo(mark("swelling at one place"), mark("swollen at one place"), mark("no swelling at one place")),
    "leg_swollen": YesNo(
        mark("swelling of a whole calf or leg"), mark("a whole calf or leg swollen"), mark("no swollen calf or leg")
    ),
    "swelling": Choice(
        mark("swelling"),
        {
            "none": mark("no swelling"),
            "local": mark("swollen at one place"),
            "whole_calf": mark("a whole calf or leg swollen"),
        },
    ),
    "bruising": YesNo(mark("a bruise"), mark("a bruise"), mark("no bruise")),
    "redness": YesNo(
        mark("the colour of the skin"), mark("skin red, darker or shiny"), mark("skin as on the other side")
    ),
    "warmth": YesNo(mark("warmth"), mark("warmer than the other side"), mark("not warmer than the other side")),
    "muscle_swollen": YesNo(
        mark("swelling of whole muscles"), mark("whole muscles swollen or very firm"), mark("muscles not swollen")
    ),
    "tense_hard": YesNo(
        mark("hardness at rest"), mark("a muscle rock-hard even at rest"), mark("no muscle hard at rest")
    ),
    "out_of_proportion": YesNo(
        mark("whether it is far worse than ever"),
        mark("far worse than after any session you know"),
        mark("not worse than after sessions you know"),
    ),
    "calf_rest_pain": YesNo(
        mark("pain of a calf at rest"),
        mark("a calf or the hollow of a knee hurts even at rest"),
        mark("calf and hollow of the knee quiet at rest"),
    ),
    "groin_alarm": YesNo(
        mark("alarm signs at groin or hip"),
        mark("groin or front of the hip: a limp, with pain at night, on hopping or standing on that leg"),
        mark("no alarm sign at groin or hip"),
    ),
    "child_limp": YesNo(
        mark("a limp with pain at hip, thigh, buttock or knee"),
        mark("a limp, with pain at hip, thigh, buttock or knee"),
        mark("no limp with pain at hip, thigh, buttock or knee"),
    ),
}
