"""Compares the answers of several models: who agrees, how much that weighs, who dissents."""

import json
from collections import defaultdict


def consensus_calculator(gpt4_response, claude_response, gemini_response):
    """The arguments are the values of the steps of these names: what each model wrote."""
    texts = {"gpt4": gpt4_response, "claude": claude_response, "gemini": gemini_response}
    responses = {model: read(text) for model, text in texts.items()}

    votes = defaultdict(int)
    weights = defaultdict(float)
    for answer, confidence, _ in filter(None, responses.values()):
        votes[answer] += 1
        weights[answer] += confidence
    if not votes:
        raise ValueError("No model answered with the JSON that it was asked for. gpt4 wrote: " + shorten(gpt4_response))

    # Most votes win; between equals, the more confident.
    answer = max(votes, key=lambda candidate: (votes[candidate], weights[candidate]))
    total = sum(weights.values())
    return {
        "answer": answer,
        "verdict": verdict(votes[answer], len(responses)),
        "votes": votes[answer],
        "of": len(responses),
        "weighted_agreement": round(weights[answer] / total, 2) if total else 0.0,
        "dissent": [
            dissent(model, texts[model], response)
            for model, response in responses.items()
            if response is None or response[0] != answer
        ],
    }


def read(text):
    """Answer, confidence and reason; None if the text has no such JSON in it. Models like to put a fence or words around it."""
    try:
        response = json.loads(text[text.index("{") : text.rindex("}") + 1])
        answer = response["answer"].strip().lower()
        return (answer, min(max(0.0, float(response["confidence"])), 1.0), str(response["reason"])) if answer else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def dissent(model, text, response):
    if response is None:
        return {"model": model, "answer": "?", "reason": "not the JSON that it was asked for: " + shorten(text)}
    return {"model": model, "answer": response[0], "reason": response[2]}


def shorten(text):
    text = " ".join(text.split())
    return text if len(text) <= 80 else text[:80] + "…"


def verdict(votes, voters):
    if votes == voters:
        return "unanimous"
    return "majority" if votes * 2 > voters else "split"
