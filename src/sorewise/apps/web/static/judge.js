// The rulebook judged without a server: the trees of /run-check/rules.json on rows of facts.
// Equal to the engine in Python on every case of tests/conformance. Unknown is `undefined` and never "no".

const COMPARE = {
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  "==": (a, b) => a === b,
  "!=": (a, b) => a !== b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};
const ROUTINE = 1, PROMPT = 2, SAME_DAY = 3; // rungs of the referral ladder

/** Whether a condition is true, false or (undefined) unknown on a row of facts: Kleene's three values. */
export function truth(tree, facts, terms) {
  if (typeof tree === "string") return Object.hasOwn(terms, tree) ? truth(terms[tree], facts, terms) : facts[tree];
  const [op, ...parts] = tree;
  if (op === "not") {
    const inner = truth(parts[0], facts, terms);
    return inner === undefined ? undefined : !inner;
  }
  if (op === "and" || op === "or") {
    const decisive = op === "or";
    const values = parts.map((part) => truth(part, facts, terms));
    return values.includes(decisive) ? decisive : values.includes(undefined) ? undefined : !decisive;
  }
  const [fact, ...limits] = parts;
  const known = facts[fact];
  if (known === undefined) return undefined;
  return op === "in" ? limits.includes(known) : COMPARE[op](known, limits[0]);
}

/** The rules that are judged in a phase, the deciding one first; after a run the morning's rules speak for tomorrow. */
export function rulesOf(book, phase) {
  const phases = ["any", phase, ...(phase === "after_run" ? ["morning"] : [])];
  return book.rules.filter((rule) => phases.includes(rule.phase ?? "morning"));
}

/**
 * Answers as they were read -> the rows that are judged: the morning, then each sore place with the morning's facts.
 * Adds what other answers imply, and sets unknown facts that are not to be asked to their harmless value.
 */
export function prepare(book, morning, spots, switchedOn = []) {
  const closed = (row, ofSpot) => {
    for (const [name, fact] of Object.entries(book.facts)) {
      if (row[name] !== undefined || Boolean(fact.spot) !== ofSpot) continue;
      const is = (condition) => condition && truth(condition, row, book.terms);
      const ours = fact.private && !switchedOn.includes(fact.private);
      if (ours || is(fact.never_ask) === true || is(fact.ask_if) === false) row[name] = fact.harmless ?? false;
    }
    return row;
  };
  const implied = (row) => {
    for (const [name, { implied_by: condition }] of Object.entries(book.facts)) {
      if (condition && truth(condition, row, book.terms) === true) row[name] = true;
    }
    return row;
  };
  const body = closed({ ...morning }, false);
  return [body, ...spots.map((spot) => closed(implied({ ...body, ...spot }), true))];
}

/** What is taken of a sore place when the person stops answering: pain, tissue, hours, and pain under a painkiller. */
function assumedOf(book, spot) {
  const lacking = book.stop.filter(([name, , only]) => spot[name] === undefined && (!only || spot[only] === true));
  return Object.fromEntries(lacking.map(([name, value]) => [name, value]));
}

/** Both ladders at the highest rung of these rules; an opinion stands on none. */
function highest(rules) {
  const counted = rules.filter((rule) => !rule.opinion);
  const top = (ladder) => Math.max(0, ...counted.map((rule) => rule[ladder] ?? 0));
  return { activity: top("activity"), referral: top("referral") };
}

const unique = (list) => [...new Set(list)];

/**
 * What the rulebook says if the person stops answering now.
 *
 * `rows` as `prepare` gives them, each with the facts that are known; `sent` tells whether the safety page was sent.
 */
export function decide(book, rows, { sent = false } = {}) {
  const [morning, ...spots] = rows;
  const phase = morning.phase ?? "morning";
  const assumed = spots.map((spot) => assumedOf(book, spot));
  const stopped = spots.map((spot, n) => ({ ...spot, ...assumed[n] }));
  const rules = rulesOf(book, phase).filter((rule) => rule.when);
  const verdict = rules.filter((rule) => !rule.advice_stage);

  // While the page is open, its unanswered lines are out of the reckoning for the red flags.
  const pageClear = sent && phase !== "in_run";
  const quiet = Object.fromEntries(book.signs.map((name) => [name, false]));
  const judged = (rule, row) => {
    const hidden = rule.red_flag && !pageClear && truth(rule.when, { ...quiet, ...row }, book.terms) === false;
    return hidden ? false : truth(rule.when, row, book.terms);
  };

  // What is certain, and what is still possible: also of a place that may still be named.
  const said = verdict.flatMap((rule) => (rule.spot ? spots : [morning]).map((row) => [rule, judged(rule, row)]));
  const open = !spots.length && morning.legs !== "fresh";
  const unnamed = open ? verdict.filter((rule) => rule.spot && judged(rule, morning) === undefined) : [];
  const floor = highest(said.filter(([, value]) => value === true).map(([rule]) => rule));
  const ceiling = highest([...said.filter(([, value]) => value !== false).map(([rule]) => rule), ...unnamed]);

  // What counts at stop: red flags see what is known, the other rules the careful values.
  const reasons = verdict.flatMap((rule) => {
    const places = rule.spot ? (rule.red_flag ? spots : stopped) : [morning];
    const all = places.map((row, n) => ({ rule, row, at: rule.spot ? n : null, value: judged(rule, row) }));
    const held = rule.hold ? all.filter(({ value }) => value === undefined) : [];
    return [...all.filter(({ value }) => value === true), ...held].map((one) => ({ ...one, held: one.value !== true }));
  });
  for (const [n, taken] of assumed.entries()) {
    for (const rule of rulesOf(book, phase)) {
      if (rule.explains in taken) reasons.push({ rule, row: stopped[n], at: n, held: true });
    }
  }
  const rungs = highest(reasons.map(({ rule }) => rule));
  const spoken = [...reasons, ...advising(book, rules, morning, stopped, rungs)];
  const ids = (some) => unique(spoken.filter(some).map(({ rule }) => rule.spec ?? rule.id));
  const words = (at) => ({ activity: book.ladders.activity[at.activity], referral: book.ladders.referral[at.referral] });
  const advice = unique(spoken.flatMap(({ rule }) => rule.advise ?? []));
  const activity = book.ladders[phase === "in_run" ? "in_run" : "activity"][rungs.activity];
  return {
    status: statusOf(sent || phase === "in_run", floor, ceiling),
    headline: headlineOf(rungs, reasons, activity),
    activity,
    referral: book.ladders.referral[rungs.referral],
    floor: words(floor),
    ceiling: words(ceiling),
    fired: ids(() => true),
    held: ids(({ held }) => held),
    opinions: ids(({ rule }) => rule.opinion),
    advice,
    shown_advice: shown(book, advice, spoken, rungs),
    assumed: named(spots, assumed),
    deciding_spot: reasons.length && reasons[0].at !== null ? placeOf(spots[reasons[0].at]) : null,
    rulebook: book.version,
    reasons,
  };
}

/** After the verdict: rules that may read it and cannot change it, each once. */
function* advising(book, rules, morning, spots, rungs) {
  const late = rules.filter((rule) => rule.advice_stage);
  const seen = new Set();
  for (const [at, row] of [[null, morning], ...spots.entries()]) {
    for (const rule of late.filter((one) => Boolean(one.spot) === (at !== null) && !seen.has(one))) {
      if (truth(rule.when, { ...row, ...rungs }, book.terms) === true) {
        seen.add(rule);
        yield { rule, row, at, held: false };
      }
    }
  }
}

/** The advice that is left: without what another takes away, and without comfort beside a referral that comes first. */
function shown(book, advice, spoken, rungs) {
  const gone = [
    ...spoken.flatMap(({ rule }) => rule.remove ?? []),
    ...advice.flatMap((id) => book.advice[id].removes ?? []),
  ];
  return advice.filter((id) => !gone.includes(id) && !(book.advice[id].comfort && rungs.referral >= PROMPT));
}

/** Where floor and ceiling meet nothing can change it; whether an answer could where they differ is asked elsewhere. */
function statusOf(sent, floor, ceiling) {
  if (!sent) return "safety_open";
  return floor.activity === ceiling.activity && floor.referral === ceiling.referral ? "settled" : "open";
}

/** One word for the day: the referral where there is one that is not known already, else the activity. */
function headlineOf(rungs, reasons, activity) {
  if (rungs.referral >= SAME_DAY) return "urgent_care";
  const routine = reasons.filter(({ rule }) => rule.referral === ROUTINE);
  const known = routine.length > 0 && routine.every(({ row }) => row.referral_known === true);
  return rungs.referral >= PROMPT || (rungs.referral === ROUTINE && !known) ? "see_professional" : activity;
}

function placeOf({ region, side = null }) {
  return { region, side };
}

/** The careful values taken, spot by spot when there is more than one. */
function named(spots, assumed) {
  if (spots.length === 1) return assumed[0];
  const where = ({ region, side = "" }) => `${region} ${side}`.trim();
  const entries = spots.flatMap((spot, n) =>
    Object.entries(assumed[n]).map(([name, value]) => [`${where(spot)}: ${name}`, value]),
  );
  return Object.fromEntries(entries);
}
