"""`import`, `export`, `forget` and `delete-everything`: the data is the runner's."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from sorewise.apps.explain import as_data as as_origins
from sorewise.apps.explain import sessions_called
from sorewise.apps.here import here
from sorewise.apps.refusals import accepted, open_problems
from sorewise.apps.refusals import as_data as as_problems
from sorewise.apps.web.api.bringing import FILE, bring_in
from sorewise.apps.web.api.errors import CONFLICT
from sorewise.apps.web.api.operation import Call, Operation, Parameter
from sorewise.apps.web.api.schemas import NAME
from sorewise.apps.web.handlers.data import FORGETTING, imports
from sorewise.apps.who import private_facts
from sorewise.text.web import api as said


def problems(_call: Call) -> dict[str, Any]:
    """What could not be read so far."""
    with here().store() as store:
        return as_problems(open_problems(store))


def accept(call: Call) -> dict[str, int]:
    """Take what was held back of a damaged file."""
    with here().store() as store:
        return accepted(store, call.body["which"])


def explain(call: Call) -> dict[str, Any]:
    """Where sessions come from."""
    with here().store() as store:
        return {"sessions": [as_origins(one) for one in sessions_called(store.history(), call.told["session"])]}


def export(call: Call) -> Response:
    """Everything as one document."""
    from sorewise.exporters.full_json import document

    with here().store() as store:
        found = store.everything(without=private_facts(here().book()) if call.told["without_private"] else None)
    content = document(found.history, found.decisions, found.rulebooks, found.weeks)
    return Response(content, media_type="application/json", headers={"Cache-Control": "no-store"})


def forget(call: Call) -> dict[str, Any]:
    """Delete one private group from everything that is kept."""
    group = call.body["group"]
    with here().store() as store:
        return {"forgot": group, "records": store.forget(group, private_facts(here().book()))}


def delete_everything(call: Call) -> Any:
    """Delete all; what still runs is stopped first, so that nothing is written afterwards."""
    from starlette.responses import JSONResponse

    imports(call.request).forget()
    with here().store() as store:
        store.delete_everything()
    return JSONResponse({"deleted": True}, headers={**FORGETTING, "Cache-Control": "no-store"})


SESSION = Parameter(name="session", means=said.WHICH_SESSION, schema={**NAME, "minLength": 1})
WITHOUT = Parameter(name="without_private", means=said.WITHOUT_PRIVATE, schema={"type": "boolean"}, default=False)
OPERATIONS = (
    Operation(
        verb="import", method="POST", path="/import", says=said.IMPORT, gives="Imported", stream=bring_in,
        parameters=(FILE,), refuses=(CONFLICT,),
    ),
    Operation(verb="import --problems", path="/import/problems", says=said.PROBLEMS, gives="Refused", answer=problems),
    Operation(
        verb="import --accept", method="POST", path="/import/accept", says=said.ACCEPT, takes="Accept",
        gives="Accepted", answer=accept,
    ),
    Operation(
        verb="import --explain", path="/import/explain", says=said.EXPLAIN, gives="Origins", answer=explain,
        parameters=(SESSION,),
    ),
    Operation(
        verb="export", path="/export", says=said.EXPORT, gives="Everything", answer=export, parameters=(WITHOUT,)
    ),
    Operation(
        verb="forget", method="POST", path="/forget", says=said.FORGET, takes="Forget", gives="Forgotten",
        answer=forget,
    ),
    Operation(
        verb="delete-everything", method="POST", path="/delete-everything", says=said.DELETE,
        takes="DeleteEverything", gives="Deleted", answer=delete_everything,
    ),
)  # fmt: skip
