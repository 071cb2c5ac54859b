def consensus_calculator(gpt4_response, claude_response, gemini_response):
    return {"answers": [gpt4_response, claude_response, gemini_response]}
