"""What turns pages into a site: MkDocs, or a tree of files for any other builder."""
