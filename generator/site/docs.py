"""The pages for readers that come with plaintrials, as files that MkDocs reads and renders."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from generator.reader_docs import reader_docs


def add_missing_docs(files: Files, config: MkDocsConfig, taken: set[str]) -> None:
    """Add each page for readers whose place the operator's own docs do not take."""
    for uri, path in reader_docs().items():
        file = File.generated(config, uri, abs_src_path=str(path))
        if file.dest_uri not in taken and files.get_file_from_path(uri) is None:
            files.append(file)
