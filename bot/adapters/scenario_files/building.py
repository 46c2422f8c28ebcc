"""From the author's file to the scenario of the core: own words first, shared ones behind."""

from collections.abc import Mapping

from bot.adapters.scenario_files.digest import with_digest
from bot.adapters.scenario_files.models import (
    EndingModel,
    RepliesModel,
    ScenarioModel,
    StateModel,
    WaitingModel,
)
from bot.adapters.scenario_files.parts import AnswerModel, LineModel, SilenceModel
from bot.core.checks import HOLE, Finding, Replies
from bot.core.language import Prose
from bot.core.scenario import (
    Answer,
    BetterReply,
    Ending,
    Line,
    Loss,
    Scenario,
    Silence,
    Source,
    State,
    Waiting,
)

NO_REPLIES = Replies({}, None, (), {})
_UNKNOWN = Silence(60, HOLE)


def build_replies(model: RepliesModel) -> Replies:
    """The shared replies of a folder."""
    silence = _silence(model.silence)
    states = {
        name: _state(name, state, {}, silence or _UNKNOWN) for name, state in model.states.items()
    }
    return Replies(_answers(model.answers), silence, _lines(model.unclear or []), states)


def build(model: ScenarioModel, shared: Replies) -> Scenario:
    """The scenario with the shared replies behind its own words."""
    answers = {**_answers(model.answers), **_missing(shared.answers, model.answers)}
    silence = _silence(model.silence) or shared.silence or _UNKNOWN
    own = {name: _state(name, state, answers, silence) for name, state in model.states.items()}
    return with_digest(
        Scenario(
            id=model.scenario,
            kind=model.kind,
            pair=model.pair,
            setting=model.setting,
            medium=model.medium,
            level=model.level,
            content=tuple(model.content),
            source=Source(model.source.what, model.source.basis, model.source.checked),
            title=Prose(model.title),
            you_are=Prose(model.you_are),
            caller=Prose(model.caller),
            starts_at=model.starts_at,
            states={**shared.states, **own},
            unclear=_lines(model.unclear or []) or shared.unclear,
            debrief=Prose(model.debrief),
            covers=tuple(model.covers),
            tests={
                state: {reply: tuple(acts) for reply, acts in replies.items()}
                for state, replies in model.tests.items()
            },
        )
    )


def clashes(model: ScenarioModel, shared: Replies | None, file: str) -> list[Finding]:
    """What only shows when own and shared words come together; `shared` is None if unreadable."""
    if shared is None:
        return []
    found = [
        Finding("E314", ("states", name), {"word": name, "other": file}, at_key=True)
        for name in model.states
        if name in shared.states
    ]
    if not model.unclear and not shared.unclear:
        found.append(Finding("E316", ("scenario",), at_key=True, lacks=("unclear",)))
    if model.silence or shared.silence:
        return found
    return found + [
        _no_silence(name)
        for name, state in model.states.items()
        if isinstance(state, WaitingModel) and not state.silence
    ]


def _no_silence(state: str) -> Finding:
    path = ("states", state)
    return Finding("E315", path, {"word": state}, at_key=True, lacks=(*path, "silence"))


def _missing(shared: Mapping[str, Answer], own: Mapping[str, object]) -> dict[str, Answer]:
    return {act: answer for act, answer in shared.items() if act not in own}


def _state(id: str, model: StateModel, shared: Mapping[str, Answer], silence: Silence) -> State:
    match model:
        case WaitingModel():
            better = model.better
            return Waiting(
                id,
                _lines(model.lines),
                {**_answers(model.answers), **_missing(shared, model.answers)},
                model.otherwise.go,
                _silence(model.silence) or silence,
                BetterReply(Prose(better.prose), tuple(better.acts)) if better else None,
            )
        case EndingModel(loss=loss):
            lost = Loss(loss.amount, loss.currency) if loss else None
            return Ending(id, model.ends, Prose(model.what_happens), lost)


def _answers(models: Mapping[str, AnswerModel]) -> dict[str, Answer]:
    return {
        act: Answer(one.go, one.points, Prose(one.because) if one.because else None)
        for act, one in models.items()
    }


def _silence(model: SilenceModel | None) -> Silence | None:
    return Silence(model.after, model.go, _lines(model.nudges)) if model else None


def _lines(models: list[LineModel]) -> tuple[Line, ...]:
    return tuple(Line(Prose(one.prose), tuple(one.signs), tuple(one.chances)) for one in models)
