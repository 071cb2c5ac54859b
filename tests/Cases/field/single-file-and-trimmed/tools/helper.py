def sum_of(*numbers):
    return sum(numbers)
