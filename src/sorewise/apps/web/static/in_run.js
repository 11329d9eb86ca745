// A verdict in a run, judged on this device: the same rules and the same words as the server's.

import { decide, prepare } from "./judge.js";

const STEP = { eased: -1, same: 0, worse: 1 }; // of the scale that is shown, one number at least
const MOST_WHY = 2, MOST_DO = 4;
const PROMPT = 2, SAME_DAY = 3; // rungs of the referral ladder

/** How pain has changed: by its numbers and by what was said, whichever is worse; undefined where neither is known. */
export function change({ pain_start: before, pain_now: now }, trend) {
  const known = [STEP[trend], before === undefined || now === undefined ? undefined : now - before];
  const told = known.filter((one) => one !== undefined);
  return told.length ? Math.max(...told) : undefined;
}

/** What is known of the runner, with what was answered and ticked in the run, as rows for `decide`. */
export function rowsOf(book, known, answers, signs) {
  const { pain_start, sharp, ...body } = answers;
  const base = sharp ? known.if_sharp : known;
  const morning = { ...base.morning, pain_change: change({ pain_start, ...body }), ...body };
  const spots = base.spots.map((spot) => ({ ...spot, ...(sharp === undefined || spot.sharp ? {} : { sharp }) }));
  for (const name of signs.length ? book.signs : []) {
    for (const row of book.facts[name].spot ? spots : [morning]) {
      row[name] = signs.includes(name) || row[name] === true; // one tick sends the page: the others are not there
    }
  }
  const joints = spots.filter((spot) => spot.swollen && spot.tissue === "joint");
  morning.swollen_joints = joints.reduce((sum, spot) => sum + (spot.side === "both" ? 2 : 1), 0);
  return prepare(book, morning, spots, known.switched_on);
}

/** The decision and its page, as lines: `kind` is the look, each line has a part and a text. */
export function verdict({ book, words }, known, answers, signs) {
  const decision = decide(book, rowsOf(book, known, answers, signs));
  const level = book.ladders.referral.indexOf(decision.referral);
  const number = known.number ?? words.number;
  const lines = (level >= SAME_DAY ? helpLines : runLines)(book, words, decision, level);
  return {
    decision,
    rank: rankOf(book, decision, level),
    kind: kindOf(book, words, decision, level),
    call: level > SAME_DAY ? words.call.replace("{number}", number) : "",
    number,
    lines: lines.map(([part, text]) => ({ part, text: text.replace("{number}", number) })),
  };
}

/** What outweighs what in one run, as on one day: help within days, then what may be done, then a routine referral. */
function rankOf(book, { activity }, level) {
  return 100 * Number(level >= PROMPT) + 10 * book.ladders.in_run.indexOf(activity) + level;
}

function runLines(book, words, decision, level) {
  const [first] = counted(decision, 0);
  return [
    ["word", words.headlines[decision.activity]],
    ["lead", level ? words.leads_seen[decision.activity][seenBy(decision)] : words.leads[decision.activity]],
    ...(first ? [["text", words.says[first.id]], ["quiet", words.rule.replace("{id}", first.id)]] : []),
    ["text", decision.activity === book.ladders.in_run[0] ? words.ask_again : words.check_in_again],
    ["quiet", words.not_a_diagnosis],
  ];
}

function helpLines(book, words, decision, level) {
  const rules = counted(decision, level);
  const given = rules.flatMap((rule) => rule.advise ?? []);
  const todo = decision.shown_advice.filter((id) => given.includes(id) && id in words.do);
  return [
    ["word", words.headlines.urgent_care],
    ["lead", level > SAME_DAY ? words.call_now : words.doctor_today],
    ...rules.slice(0, MOST_WHY).map((rule) => ["text", words.says[rule.id]]),
    ...todo.slice(0, MOST_DO).map((id) => ["item", words.do[id]]),
    ...(level > SAME_DAY ? [] : [["text", words.if_worse]]),
    ["quiet", words.not_a_diagnosis],
  ];
}

/** The rules that count, the deciding one first, each once; from a level of referral on. */
function counted({ reasons }, level) {
  const rules = reasons.map(({ rule }) => rule).filter((rule) => !rule.opinion && (rule.referral ?? 0) >= level);
  return [...new Set(rules)];
}

function seenBy({ advice }) {
  if (advice.includes("see_doctor")) return "doctor";
  return advice.includes("see_physio") ? "physio" : "either";
}

/** The look of a verdict: help first, then somebody who looks where no run is left, then what the run becomes. */
function kindOf(book, words, decision, level) {
  if (level >= SAME_DAY) return "help";
  const left = book.ladders.in_run.indexOf(decision.activity) < 3;
  if (level >= PROMPT || (decision.headline === "see_professional" && !left)) return "pro";
  return words.kinds[decision.activity];
}
