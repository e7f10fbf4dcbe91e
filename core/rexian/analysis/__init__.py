"""Analysis: tables turned into proof, each finding with a witness case."""
