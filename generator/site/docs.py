"""The pages for readers and the style sheet that come with plaintrials, as files for MkDocs."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from generator.reader_docs import reader_docs
from generator.stylesheet import SHEET, stylesheet


def add_own_files(files: Files, config: MkDocsConfig, taken: set[str]) -> None:
    """Add each page for readers, and the style sheet, if no file of the operator has its place."""
    if files.get_file_from_path(SHEET) is None:
        files.append(File.generated(config, SHEET, content=stylesheet()))
    for uri, path in reader_docs().items():
        file = File.generated(config, uri, abs_src_path=str(path))
        if file.dest_uri not in taken and files.get_file_from_path(uri) is None:
            files.append(file)
