import json
import os

import helper


def add(a, b):
    with open(os.path.join(os.path.dirname(__file__), "data", "more.json"), encoding="utf-8") as file:
        return helper.sum_of(a, b, json.load(file))
