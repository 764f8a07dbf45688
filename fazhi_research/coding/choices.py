"""What is coded, and with which codebook."""

from dataclasses import dataclass

from fazhi_research.coding.codebook import Codebook
from fazhi_research.coding.codebooks import read_codebook


@dataclass(frozen=True, slots=True)
class CodingChoice:
    """How documents are coded: with our codebook or under that of a `folder`, in which schemes, with preambles or without (编码选项).

    Small and picklable, so that it can be handed to other processes; each reads the codebook once.
    """

    folder: str = ""
    replace: bool = False
    schemes: tuple[str, ...] = ()
    preambles: bool = True

    @property
    def codebook(self) -> Codebook:
        """The codebook it names (所用编码表)."""
        return read_codebook(self.folder or None, replace=self.replace)
