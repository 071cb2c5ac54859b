def order():
    return {"customer": {"name": "Ann"}, "items": [{"price": 1}, {"price": 2.5}]}


def show(columns):
    return str(columns)


def show_two(some, each):
    return f"{some} {each}"
