"""How madoguchi-ctl behaves whatever the verb: exit statuses, options, help, completion."""

import json

import tap


def no_verb_is_wrong_usage():
    for words in ([], ["nonsense"], ["date", "nonsense"], ["date"]):
        done = tap.ctl(*words)
        assert done.returncode == 2 and done.stdout == b"" and b"NOUN VERB" in done.stderr, words


def missing_and_superfluous_arguments_are_wrong_usage():
    for words in (["date", "parse"], ["date", "parse", "a", "b"], ["date", "parse", "--nonsense", "a"],
                  ["date", "parse", "--json=yes", "a"]):
        done = tap.ctl(*words)
        assert done.returncode == 2 and b"date parse" in done.stderr, words


def wrong_usage_answers_json_too():
    done = tap.ctl("date", "parse", "--json")
    assert done.returncode == 2 and "TEXT" in json.loads(done.stdout)["error"]


def two_dashes_end_the_options():
    got, status = tap.answer("date", "parse", "--json", "--", "--json")
    assert status == 1 and got["code"] == "E_FORMAT"


def json_may_stand_anywhere_before_them():
    assert tap.answer("date", "parse", "令和7年4月1日", "--json")[0]["iso"] == "2025-04-01"


def people_get_lines():
    done = tap.ctl("date", "parse", "令和7年4月1日")
    assert done.returncode == 0 and "iso: 2025-04-01" in done.stdout.decode()


def help_names_every_verb_that_completion_offers():
    usage = tap.ctl("--help")
    offered = tap.ctl("completion").stdout.decode().splitlines()
    assert usage.returncode == 0 and len(offered) > 10
    for line in offered:
        noun, verb, *options = line.split()
        assert f"  {noun} {verb}" in usage.stdout.decode(), line
        for option in options:
            assert option in usage.stdout.decode(), line


def version():
    assert tap.ctl("--version").stdout.startswith(b"madoguchi-ctl ")


def broken_text_is_refused_and_never_echoed():
    for words in (["date", "parse"], ["text", "fold"], ["text", "zengin"], ["yucho", "find"], ["postal", "address"]):
        done = tap.ctl(*words, "--json", "--", b"\xff\xfe\x80")
        assert done.returncode == 1, (words, done)
        json.loads(done.stdout)


def a_missing_file_is_named():
    for words in (["zengin", "check"], ["zengin", "write"], ["form", "read"]):
        done = tap.ctl(*words, "--json", "--", "/nonexistent/file")
        assert done.returncode == 1 and "/nonexistent/file" in json.loads(done.stdout)["error"], (words, done)


tap.run([(case.__name__.replace("_", " "), case) for case in (
    no_verb_is_wrong_usage,
    missing_and_superfluous_arguments_are_wrong_usage,
    wrong_usage_answers_json_too,
    two_dashes_end_the_options,
    json_may_stand_anywhere_before_them,
    people_get_lines,
    help_names_every_verb_that_completion_offers,
    version,
    broken_text_is_refused_and_never_echoed,
    a_missing_file_is_named,
)])
