"""Compares the answers of several models: who agrees, how much that weighs, who dissents."""

from collections import defaultdict


def consensus_calculator(gpt4_response, claude_response, gemini_response):
    """The arguments are the values of the steps of these names, each a dict: model, answer, confidence, reason."""
    responses = [gpt4_response, claude_response, gemini_response]

    votes = defaultdict(int)
    weights = defaultdict(float)
    for response in responses:
        votes[response["answer"]] += 1
        weights[response["answer"]] += response["confidence"]

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
            {"model": response["model"], "answer": response["answer"], "reason": response["reason"]}
            for response in responses
            if response["answer"] != answer
        ],
    }


def verdict(votes, voters):
    if votes == voters:
        return "unanimous"
    return "majority" if votes * 2 > voters else "split"
