"""What has exactly one right answer, mended in the files themselves, and nothing else."""

from generator.fixing.change import Change
from generator.fixing.entry import mend
from generator.fixing.folder import fix
from generator.fixing.words import Words, words_of

__all__ = ["Change", "Words", "fix", "mend", "words_of"]
