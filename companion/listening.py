"""From audio to transcripts: the one way for microphone, file and pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from companion.audio import AudioChunk
from companion.recognition import Partial, Recognizer, Transcript
from everyday.domain import AudioUnreadable, MicrophoneUnavailable


def transcribe(
    chunks: Iterable[AudioChunk], recognizer: Recognizer
) -> Iterator[Partial | Transcript]:
    """What is heard in `chunks`, as it is heard: partials, and a transcript for each utterance.

    Whatever ends the audio, what was said until then comes out first: when the microphone goes
    away, the recording breaks off or the person presses Ctrl-C, the unfinished utterance is
    given, and then the error is raised.
    """
    try:
        for chunk in chunks:
            yield from recognizer.feed(chunk)
    except (MicrophoneUnavailable, AudioUnreadable, KeyboardInterrupt):
        yield from recognizer.finish()
        raise
    yield from recognizer.finish()
