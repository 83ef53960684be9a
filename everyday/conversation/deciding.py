"""What to keep and what to say back, decided purely; nothing here writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from everyday.conversation.dialogue import Asked, Dialogue
from everyday.domain import (
    CheckIn,
    DayState,
    Entry,
    Expects,
    Habit,
    Kept,
    Kind,
    Meaning,
    Moment,
    MoodEntry,
    Plan,
    Reflection,
    Reply,
    Request,
    Routine,
    Statement,
    Status,
)
from everyday.replies import Frames, ask_whether, capitalized, entry_in_words, readback


@dataclass(frozen=True, slots=True)
class Situation:
    """What a decision needs to know of the person, read once."""

    text: str
    moment: Moment
    routine: Routine
    dialogue: Dialogue
    last_kept: Callable[[], tuple[Kept, ...]]
    """What "undo" is about; read only if it is wanted."""
    last_retracted: Callable[[], tuple[Kept, ...]]
    """What "redo" is about."""
    answer: Callable[[Request], Reply]
    """Answers a question from the journal."""
    habits_named: Callable[[str], Sequence[Habit]]
    frames: Frames

    @property
    def today(self) -> date:
        """The person's local day."""
        return self.moment.day

    @property
    def open_question(self) -> Asked | None:
        """What a "yes" or "no" now would be about."""
        return self.dialogue.open_question(self.moment.at)


@dataclass(frozen=True, slots=True)
class Decision:
    """What one utterance changes, and the reply."""

    reply: Reply
    entries: tuple[Entry, ...] = ()
    retract: tuple[int, ...] = ()
    restore: tuple[int, ...] = ()
    add: tuple[Habit, ...] = ()
    dialogue: Dialogue = field(default_factory=Dialogue)


def decide(meaning: Meaning, situation: Situation) -> Decision:
    """The decision about one understood utterance."""
    if meaning.kind is Kind.CRISIS:
        return _care(situation)
    if situation.dialogue.naming is not None and not meaning.statements:
        decision = _naming(meaning, situation)
    else:
        decision = _by_kind(meaning, situation)
    return _remembering(decision)


def _by_kind(meaning: Meaning, situation: Situation) -> Decision:
    if meaning.kind is Kind.COMMAND:
        return _command(meaning, situation)
    if meaning.kind is Kind.CORRECTION:
        return _correction(meaning, situation)
    if meaning.kind is Kind.QUESTION and meaning.request is not None:
        return Decision(situation.answer(meaning.request), _entries(meaning, situation))
    return _report(meaning, situation)


def _command(meaning: Meaning, situation: Situation) -> Decision:
    """What was told beside a command is kept; a command that nothing carries out yet says so."""
    if meaning.request is not None and meaning.request.name in _COMMANDS:
        return _COMMANDS[meaning.request.name](meaning.request, situation)
    if meaning.statements or meaning.unsure:
        return _report(meaning, situation)
    return Decision(Reply(situation.frames.say("talk", "no_such_command"), kept=True))


def _correction(meaning: Meaning, situation: Situation) -> Decision:
    """The corrected state, in place of what was kept last where that told of the same habits."""
    if not meaning.statements:
        return _report(meaning, situation)
    told = {statement.habit for statement in meaning.statements}
    last = [
        each.id
        for each in situation.last_kept()
        if isinstance(each.entry, CheckIn) and each.entry.habit in told
    ]
    return replace(_report(meaning, situation), retract=tuple(last))


def _remembering(decision: Decision) -> Decision:
    """So that "what was that?" can be answered."""
    return replace(decision, dialogue=replace(decision.dialogue, last_speech=decision.reply.speech))


# --- reports, moods, reflections ----------------------------------------------------------------


def _report(meaning: Meaning, situation: Situation) -> Decision:
    frames = situation.frames
    entries = _entries(meaning, situation)
    doubt = meaning.unsure[0] if meaning.unsure else None
    if doubt is None:
        return Decision(_kept(entries, meaning, situation), entries)
    question = ask_whether(doubt, situation.today, frames)
    known = f"{readback(entries, situation.today, frames)} " if entries else ""
    asked = Asked(doubt.habit, doubt.guess, doubt.day, doubt.words, situation.moment.at)
    reply = Reply(
        known + question,
        reprompt=frames.say("check_in", "sure_again"),
        expects=Expects.YES_OR_NO,
        keep_listening=True,
        kept=bool(entries),
    )
    return Decision(reply, entries, dialogue=Dialogue(asked=asked))


def _kept(entries: Sequence[Entry], meaning: Meaning, situation: Situation) -> Reply:
    if not entries and meaning.kind is Kind.OTHER:
        return Reply(situation.frames.say("reflection", "not_understood"), kept=True)
    return Reply(readback(entries, situation.today, situation.frames), kept=True)


def _entries(meaning: Meaning, situation: Situation) -> tuple[Entry, ...]:
    entries: list[Entry] = [entry_of(statement) for statement in meaning.statements]
    if meaning.mood is not None:
        entries.append(MoodEntry(situation.today, meaning.mood))
    if not entries and meaning.kind is Kind.REFLECTION:
        entries.append(Reflection(situation.today, situation.text))
    return tuple(entries)


def entry_of(statement: Statement) -> Entry:
    """What is kept of one statement: a plan, or a check-in."""
    if statement.status is Status.PLANNED:
        return Plan(statement.day, statement.habit, statement.words)
    return CheckIn(
        habit=statement.habit,
        day=statement.day,
        state=DayState(statement.status),
        quantity=statement.quantity,
        fraction=statement.fraction,
        clock=statement.clock,
        effort=statement.effort,
        words=statement.words,
    )


# --- commands -----------------------------------------------------------------------------------


def _undo(request: Request, situation: Situation) -> Decision:
    kept = situation.last_kept()
    if not kept:
        return Decision(Reply(situation.frames.say("undo", "nothing")))
    speech = situation.frames.say("undo", "taken_back", things=_things(kept, situation))
    return Decision(Reply(speech), retract=tuple(each.id for each in kept))


def _redo(request: Request, situation: Situation) -> Decision:
    kept = situation.last_retracted()
    if not kept:
        return Decision(Reply(situation.frames.say("undo", "nothing_to_redo")))
    speech = situation.frames.say("undo", "back_again", things=_things(kept, situation))
    return Decision(Reply(speech, kept=True), restore=tuple(each.id for each in kept))


def _things(kept: Sequence[Kept], situation: Situation) -> str:
    frames = situation.frames
    things = [_thing(each.entry, situation.today, frames) for each in kept]
    plain = not any(frames.say("joining", "comma") in thing for thing in things)
    return frames.listed(things) if plain else frames.say("joining", "between").join(things)


def _thing(entry: Entry, today: date, frames: Frames) -> str:
    return entry_in_words(entry, today, frames) or frames.say("undo", "words")


def _help(request: Request, situation: Situation) -> Decision:
    reply = Reply(
        situation.frames.say("talk", "help"), expects=Expects.ANYTHING, keep_listening=True
    )
    return Decision(reply, dialogue=situation.dialogue)


def _stop(request: Request, situation: Situation) -> Decision:
    return Decision(Reply(situation.frames.say("talk", "stop")))


def _repeat(request: Request, situation: Situation) -> Decision:
    said = situation.dialogue.last_speech or situation.frames.say("talk", "repeat_nothing")
    waiting = situation.open_question is not None
    expects = Expects.YES_OR_NO if waiting else Expects.NOTHING
    reply = Reply(said, expects=expects, keep_listening=waiting)
    return Decision(reply, dialogue=situation.dialogue)


def _yes(request: Request, situation: Situation) -> Decision:
    asked = situation.open_question
    if asked is None:
        return Decision(Reply(situation.frames.say("talk", "nothing_asked")))
    entry = entry_of(Statement(asked.habit, asked.guess, asked.day, words=asked.words))
    speech = readback([entry], situation.today, situation.frames)
    return Decision(Reply(speech, kept=True), (entry,))


def _no(request: Request, situation: Situation) -> Decision:
    asked = situation.open_question
    if asked is None:
        return Decision(Reply(situation.frames.say("talk", "nothing_asked")))
    speech = situation.frames.say("check_in", "left_blank", habit=capitalized(asked.habit))
    return Decision(Reply(speech))


def _add(request: Request, situation: Situation) -> Decision:
    frames = situation.frames
    named = situation.habits_named(request.habit or "")
    if not named:
        return Decision(Reply(frames.say("routine", "no_name")))
    added = _new_habits(named, situation.routine)
    if not added:
        return Decision(Reply(frames.say("routine", "taken", habit=capitalized(named[0].name))))
    speech = frames.say("routine", "added", habit=frames.listed([h.name for h in added]))
    return Decision(Reply(speech, kept=True), add=added)


def _new_habits(named: Sequence[Habit], routine: Routine) -> tuple[Habit, ...]:
    return tuple(one for one in named if not any(habit.is_called(one.name) for habit in routine))


_COMMANDS: Mapping[str, Callable[[Request, Situation], Decision]] = {
    "undo": _undo,
    "redo": _redo,
    "help": _help,
    "stop": _stop,
    "repeat": _repeat,
    "yes": _yes,
    "no": _no,
    "add": _add,
}


# --- the first three habits ---------------------------------------------------------------------

_FIRST_HABITS = 3


def _naming(meaning: Meaning, situation: Situation) -> Decision:
    """The decision about an answer to "what would you like in your days?"."""
    request = meaning.request.name if meaning.request else ""
    if request in ("stop", "no"):
        return Decision(Reply(situation.frames.say("first", "enough")))
    if meaning.request is not None:
        decision = _by_kind(meaning, situation)
        return replace(decision, dialogue=situation.dialogue)
    return _named(situation)


def _named(situation: Situation) -> Decision:
    frames = situation.frames
    added = _new_habits(situation.habits_named(situation.text), situation.routine)
    if not added:
        return Decision(
            _asking_for_a_name(frames.say("first", "again"), situation), dialogue=situation.dialogue
        )
    count = (situation.dialogue.naming or 0) + len(added)
    if count >= _FIRST_HABITS:
        names = [habit.name for habit in (*situation.routine, *added)]
        speech = frames.say("first", "ready", habits=capitalized(frames.listed(names)))
        return Decision(Reply(speech, kept=True), add=added)
    latest = capitalized(frames.listed([habit.name for habit in added]))
    speech = frames.say("first", "second" if count == 1 else "third", habit=latest)
    return Decision(
        replace(_asking_for_a_name(speech, situation), kept=True),
        add=added,
        dialogue=Dialogue(naming=count),
    )


def _asking_for_a_name(speech: str, situation: Situation) -> Reply:
    return Reply(
        speech,
        reprompt=situation.frames.say("first", "again"),
        expects=Expects.HABIT_NAME,
        keep_listening=True,
    )


# --- care ---------------------------------------------------------------------------------------


def _care(situation: Situation) -> Decision:
    frames = situation.frames
    lines = {name: frames.say("care", name) for name in ("us_line", "world_line")}
    shown = {name: frames.say("care", name) for name in ("us_shown", "world_shown")}
    reply = Reply(
        frames.say("care", "speech", **lines),
        reprompt=frames.say("care", "reprompt", **lines),
        expects=Expects.ANYTHING,
        keep_listening=True,
        data={"lines": shown},
    )
    return Decision(reply, dialogue=situation.dialogue)
