"""How problems are shown: lines, lines beside the text at fault, JSON, and GitHub's annotations."""

from generator.report.github import LARGEST_SUMMARY, annotations, job_summary
from generator.report.lines import as_json, as_text, elsewhere, of_warnings, shortened, summary
from generator.report.scope import parted
from generator.report.terminal import no_source, print_with_source, source_below

__all__ = [
    "LARGEST_SUMMARY",
    "annotations",
    "as_json",
    "as_text",
    "elsewhere",
    "job_summary",
    "no_source",
    "of_warnings",
    "parted",
    "print_with_source",
    "shortened",
    "source_below",
    "summary",
]
