"""The account's configuration of ACM."""

from ..recorder import Recorder


def run(aws: Recorder) -> None:
    aws("at first", "acm.GetAccountConfiguration")
    put = "acm.PutAccountConfiguration"
    aws("thirty days", put, ExpiryEvents={"DaysBeforeExpiry": 30}, IdempotencyToken="first")
    aws("after thirty days", "acm.GetAccountConfiguration")
    aws("the same again", put, ExpiryEvents={"DaysBeforeExpiry": 30}, IdempotencyToken="first")
    aws("another under one token", put, ExpiryEvents={"DaysBeforeExpiry": 20}, IdempotencyToken="first")
    aws("after the conflict", "acm.GetAccountConfiguration")
    aws("in another region", "acm.GetAccountConfiguration", region="eu-west-1")
    aws("without a token", put, ExpiryEvents={"DaysBeforeExpiry": 10})
    aws("without events", put, IdempotencyToken="second")
    aws("without days", put, ExpiryEvents={}, IdempotencyToken="third")
    for days in (0, -1, 1, 45, 46, 91):
        token = f"days{days}".replace("-", "minus")
        aws(f"{days} days", put, ExpiryEvents={"DaysBeforeExpiry": days}, IdempotencyToken=token)
    aws("a token with hyphens", put, ExpiryEvents={"DaysBeforeExpiry": 5}, IdempotencyToken="a-b")
    aws("a token of 33 characters", put, ExpiryEvents={"DaysBeforeExpiry": 5}, IdempotencyToken="a" * 33)
