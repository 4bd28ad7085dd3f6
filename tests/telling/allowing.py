"""Whether a line says who may join: found word by word, not by a pattern."""

import re

MAY = {"may", "can", "could", "will", "would", "should"}
IS = {"is", "are"}
AFTER_MAY = {"included", "enrolled", "eligible", "allowed", "permitted", "accepted"}
AFTER_MAY |= {"participate", "join"}
AFTER_IS = {"eligible", "allowed", "permitted", "acceptable", "accepted"}
BETWEEN_MAY = {"also", "still", "only", "be", "then", "therefore"}
BETWEEN_IS = {"also", "still", "only", "considered", "therefore"}
DENIES = {"not", "no", "never", "none", "nor", "neither", "cannot", "unless", "than"}
ABOUT_OTHERS = {"that", "which", "who", "than", "as", "if", "whether", "when", "where", "until"}
ABOUT_OTHERS |= {"what"}
TURNS = {"but", "however", "although", "though", "whereas", "while"}
TRIAL = {"study", "trial", "inclusion", "enrollment", "enrolment", "participation", "entry"}
TO = {"be", "participate", "enroll", "enrol", "enter", "join", "register"}
PARTS = re.compile(r"[.;:*?!](?=\s|$|[()\[\]\\])|[()\[\]]|[-–—]\s")


def lets_in(text: str) -> bool:
    """Whether some part of the text says so, with no "not" before it."""
    parts = [re.findall(r"\w+", part.lower()) for part in PARTS.split(text)]
    return any(_says(clause) for words in parts for clause in _clauses(words))


def _clauses(words: list[str]) -> list[list[str]]:
    clauses: list[list[str]] = [[]]
    for word in words:
        if word in TURNS:
            clauses.append([])
        else:
            clauses[-1].append(word)
    return clauses


def _says(words: list[str]) -> bool:
    for at, word in enumerate(words):
        if word not in MAY | IS:
            continue
        between, ends = (BETWEEN_MAY, AFTER_MAY) if word in MAY else (BETWEEN_IS, AFTER_IS)
        end = at + 1
        while end < len(words) and words[end] in between:
            end += 1
        if end < len(words) and words[end] in ends and _of_this_trial(words[end + 1 :]):
            before = words[:at]
            return not DENIES.intersection(before) and before[-1:] not in [
                [w] for w in ABOUT_OTHERS
            ]
    return False


def _of_this_trial(behind: list[str]) -> bool:
    """Tell `eligible` from `eligible for surgery` and `to participate in another trial`."""
    if behind[:1] == ["for"]:
        rest = behind[2:] if behind[1:2] in (["the"], ["this"]) else behind[1:]
        return any(rest[:1] == [word] for word in TRIAL)
    if behind[:1] == ["to"]:
        if behind[1:2] == ["participate"] or behind[1:3] == ["take", "part"]:
            rest = behind[2:] if behind[1] == "participate" else behind[3:]
            return rest[:1] != ["in"] or rest[1:2] in (["this"], ["the"])
        return behind[1:2] != [] and behind[1] in TO
    return True
