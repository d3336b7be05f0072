"""What strangers send to break a server: queries, requests, and values for parameters."""

from collections.abc import Mapping
from typing import Final

MANY: Final = (1000, 5000, 20_000)
"""How often a shape is repeated."""


def _round(opened: str, closed: str, count: int, inside: str = "") -> str:
    return opened * count + inside + closed * count


def nested(count: int) -> Mapping[str, str]:
    """Queries that nest so deep."""
    return {
        "braces": "SELECT * WHERE " + _round("{", "}", count),
        "parentheses": f"ASK {{ FILTER({_round('(', ')', count, '1')}) }}",
        "negations": f"ASK {{ FILTER({'!' * count}true) }}",
        "negations with blanks": f"ASK {{ FILTER({'! ' * count}true) }}",
        "signs": f"ASK {{ FILTER({'- ' * count}1 = 1) }}",
        "signs of both sorts": f"ASK {{ FILTER({'-+' * count}1 = 1) }}",
        "optional parts": f"ASK {{ {_round('OPTIONAL {', '}', count, '?s ?p ?o')} }}",
        "what is not there": f"ASK {{ {_round('FILTER NOT EXISTS {', '}', count, '?s ?p ?o')} }}",
        "graphs": f"ASK {{ {_round('GRAPH ?g {', '}', count, '?s ?p ?o')} }}",
        "sub-selects": f"SELECT * {{ {_round('{ SELECT * {', '}}', count, '?s ?p ?o')} }}",
        "unions": f"SELECT * {'{' * count}{{?s ?p ?o}}{' UNION {}}' * count}",
        "nodes": f"ASK {{ ?s ?p {_round('[?p ', ']', count, '1')} }}",
        "lists": f"ASK {{ ?s ?p {_round('(', ')', count, '1')} }}",
        "functions": f"SELECT ({_round('CONCAT(', ')', count, '1')} AS ?x) {{}}",
        "paths": f"ASK {{ ?s {_round('(', ')*', count, '<urn:p>')} ?o }}",
        "paths turned round": f"ASK {{ ?s {'^' * count}<urn:p> ?o }}",
        "triples": f"ASK {{ {_round('<< ?s ?p ', ' >>', count, '1')} ?p ?o }}",
        "triple terms": f"ASK {{ {_round('<<( ?s ?p ', ' )>>', count, '1')} ?p ?o }}",
        "remarks": f"ASK {{ ?s ?p ?o {_round('{| ?p ?o ', '|}', count)} }}",
        "never closed": "ASK " + "{" * count,
        "never opened": "ASK " + "}" * count,
    }


WIDE: Final[Mapping[str, str]] = {
    "unions": "SELECT * {" + " UNION ".join(f"{{?s{n} <urn:p> <urn:none>}}" for n in range(3000)) + "}",
    "optional parts": "SELECT * { ?s ?p ?o " + "".join(f"OPTIONAL{{?s <urn:q> ?x{n}}}" for n in range(300)) + "}",
    "sub-selects": "SELECT * {" + "".join(f"{{SELECT ?s {{?s <urn:q> ?x{n}}}}}" for n in range(200)) + "} LIMIT 1",
    "sub-selects in each other": "SELECT * {" + "{ SELECT * {" * 200 + "?s ?p ?o" + "} }" * 200 + "}",
    "values": "ASK { VALUES ?x { " + "1 " * 100_000 + "} }",
    "values of many names": f"ASK {{ VALUES ({' '.join(f'?x{n}' for n in range(1000))}) {{ ({'1 ' * 1000}) }} }}",
    "graphs": "ASK " + "FROM <urn:g> " * 5000 + "{ ?s ?p ?o }",
    "prefixes": "".join(f"PREFIX a{n}: <urn:a> " for n in range(5000)) + "ASK {}",
    "alternatives": "ASK { ?s " + "<urn:q>|" * 1000 + "<urn:q> ?o }",
    "steps": "ASK { ?s " + "<urn:q>/" * 5000 + "<urn:q> ?o }",
    "a list": "ASK { <urn:none> <urn:q> (" + "1 " * 40 + ") }",
    "members": "ASK { FILTER(1 IN (" + "2, " * 20_000 + "1)) }",
    "a long name": f"ASK {{ <urn:{'a' * 100_000}> ?p ?o }}",
    "a long number": f"ASK {{ ?s ?p {'9' * 100_000} }}",
    "a long text": 'ASK { ?s ?p "' + "\\u0041" * 20_000 + '" }',
    "a chain": "SELECT (COUNT(*) AS ?n) { <urn:n0> <urn:next>+ ?o }",
    "a pattern of letters": f'ASK {{ FILTER(REGEX("{"a" * 5000}", "(a+)+(a+)+$")) }}',
    "nested patterns of letters": f'ASK {{ FILTER(REGEX("a", "{_round("(", ")", 20_000, "a")}")) }}',
    "odd types sorted": 'SELECT ?x { VALUES ?x { "a" 1 <urn:x> "x"@da true 1e0 "z"^^<urn:odd> UNDEF } } ORDER BY ?x',
    "numbers too large": "SELECT (9223372036854775807 * 9223372036854775807 AS ?x) (1/0 AS ?y) {} LIMIT 4294967296",
}
"""Queries that are refused, or answered."""

_VALUES: Final = " ".join(f"VALUES ?{name} {{ {' '.join(map(str, range(300)))} }}" for name in "abcde")
_DOUBLED: Final = " ".join(f"BIND(CONCAT({', '.join([f'?x{n}'] * 8)}) AS ?x{n + 1})" for n in range(12))
_REPLACED: Final = " ".join(f"BIND(REPLACE(?x{n}, 'a', '{'a' * 8}') AS ?x{n + 1})" for n in range(12))
ENDLESS: Final[Mapping[str, tuple[str, ...]]] = {
    "joins": (
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
        "SELECT * { ?a ?b ?c FILTER NOT EXISTS { ?d ?e ?f . ?g ?h ?i FILTER(?f = ?i && ?a = ?z) } }",
        "SELECT (COUNT(*) AS ?n) { GRAPH ?x {?a ?b ?c} GRAPH ?y {?d ?e ?f} GRAPH ?z {?g ?h ?i} }",
        f"SELECT (COUNT(*) AS ?n) {{ {_VALUES} }}",
    ),
    "paths": (
        "SELECT (COUNT(*) AS ?n) { ?s (!<urn:none>)* ?o . ?o (!<urn:none>)* ?x . ?x (!<urn:none>)* ?y }",
        "SELECT (COUNT(*) AS ?n) { ?s (!<urn:none>|!^<urn:none>)+ ?o }",
        "SELECT (COUNT(*) AS ?n) { ?s <urn:next>*/<urn:next>*/<urn:next>*/<urn:next>* ?o }",
        "SELECT (COUNT(*) AS ?n) { { SELECT (COUNT(*) AS ?m) { ?s (!<urn:none>)+ ?o } } ?a (!<urn:x>)+ ?b }",
    ),
    "memory": (
        f"SELECT (STRLEN(?x12) AS ?n) {{ BIND('{'a' * 64}' AS ?x0) {_DOUBLED} }}",
        f"SELECT (STRLEN(?x12) AS ?n) {{ BIND('{'a' * 64}' AS ?x0) {_REPLACED} }}",
        "SELECT (GROUP_CONCAT(?c) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
        f"SELECT * {{ {_VALUES} }} ORDER BY ?a ?b LIMIT 1",
    ),
    "sorting": (
        "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f LIMIT 5",
        "SELECT DISTINCT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a",
        "SELECT (COUNT(DISTINCT *) AS ?n) { ?a ?b ?c . ?d ?e ?f }",
        "SELECT ?a (MAX(?f) AS ?m) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } GROUP BY ?a",
    ),
    "plans": (
        "SELECT * { ?s " + " ; ".join(f"?p{n} ?x{n}" for n in range(400)) + " }",
        "ASK { ?s ?p (" + "1 " * 2000 + ") }",
        "SELECT * { " + " . ".join(f"?x{n} ?p{n} ?x{n + 1}" for n in range(1000)) + " }",
        'SELECT * { ?s ?p ?o . ?a ?b ?c . ?d ?e ?f FILTER(REGEX(STR(?o), CONCAT(STR(?c), "(a+)+$"))) }',
    ),
}
"""Queries without an end, those asked at once together."""

SERVICES: Final = (
    *("SERVICE <{0}> { ?s ?p ?o }", "service<{0}>{ ?s ?p ?o }", "SERVICE SILENT <{0}> {}", "sErVice#x\n<{0}>{}"),
    *("SERVICE#\n#\n SILENT#\n<{0}>{}", "SERVICE\t<{0}>{}", "\\u0053ERVICE <{0}> {}", "\\U00000053ERVICE <{0}> {}"),
    *("SERV\\u0049CE <{0}> {}", "SERVICE \\u003c{0}\\u003e {}", "{SERVICE <{0}> {}}", "OPTIONAL{SERVICE <{0}> {}}"),
    *("FILTER EXISTS {SERVICE <{0}> {}}", "BIND(<{0}> AS ?x) SERVICE ?x {}", "VALUES ?x {<{0}>} SERVICE ?x {}"),
    *("{} UNION {SERVICE <{0}> {}}", "MINUS {SERVICE <{0}> {}}", "{SELECT * {SERVICE <{0}> {}}}"),
    *("GRAPH ?g {SERVICE <{0}> {}}", "FILTER(1<2) SERVICE <{0}> {}", "FILTER(?a<?b)SERVICE<{0}>{}"),
    *("?s ?p 'a'SERVICE<{0}>{}", "{} # a\r SERVICE <{0}> {}", "SERVICE\u00a0<{0}>{}", "ſervice <{0}>{}"),
)
"""Ways to write a call to another server, into a group."""

FROMS: Final = ("FROM <{0}>", "FROM NAMED <{0}>", "from<{0}>", "FR\\u004fM <{0}>", "FROM#\n<{0}>", "FROM # >\r<{0}>")
ELSEWHERE: Final = (
    *("{trap}", "file:///etc/hostname", "/etc/hostname", "hostname", "../../../../../etc/hostname"),
    *("file:hostname", "ftp://127.0.0.1/x", "{trap}#x", "data:text/turtle,<urn:a>%20<urn:b>%20<urn:c>"),
)
"""Where a graph is not to be fetched from."""

UPDATES: Final = (
    *("LOAD <{0}>", "LOAD SILENT <file:///etc/hostname> INTO GRAPH <urn:x>", "\\u004cOAD <{0}>", "load#\n<{0}>"),
    *("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "# c\r\nDELETE WHERE { ?s ?p ?o }", "CLEAR ALL", "DROP SILENT ALL"),
    *("PREFIX a: <urn:a> BASE <urn:b> INSERT { ?s ?p ?o } WHERE { ?s ?p ?o }", "CREATE GRAPH <urn:x>"),
    *("ADD DEFAULT TO <urn:x>", "MOVE <urn:x> TO <urn:y>", "COPY <urn:x> TO <urn:y>", "ASK {} ; DROP ALL"),
    *("WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "BASE<urn:x>INSERT DATA{<urn:a> <urn:b> <urn:c>}"),
    *("DELETE DATA { <urn:a> <urn:b> <urn:c> }", "PREFIX insert: <urn:x> CLEAR ALL", "ASK {} ASK {}"),
)

SECRET: Final = "Hemmelig010190Hansen"
VALUES: Final = (
    *(f"%0d%0aX-Evil:{SECRET}", f"{SECRET}%00b", "%FF%FE", "%", "%zz", "%ED%A0%80", f"<script>{SECRET}</script>"),
    *(
        "\"'><img%20onerror=x>",
        "javascript:alert(1)",
        "",
        "-1",
        "9" * 30,
        "1e999",
        "NaN",
        "%D9%A1",
        "1_000",
        "x" * 9000,
    ),
    *("0000-00-00", "9999-12-31", "0001-01-01", "2025-W01-1", "..%2f..%2fetc%2fpasswd", "file:///etc/passwd"),
    *(
        "https://w3id.org/sagsgang/id/case/%0a",
        "urn:x%3E%20%3Curn:y",
        "%22%20%7D%20UNION%20%7B",
        "{{7*7}}",
        "%E2%80%AE",
    ),
    *("a&b=c", "[]", "..", "con", "place/%3E.nq", "2023-01-01/2022-01-01"),
)
"""Values that no parameter should break on, as they stand in an address."""

_HEAD: Final = b"Host: x\r\nConnection: close\r\n"
_QUERY: Final = b"Content-Type: application/sparql-query\r\n"
_FORM: Final = b"Content-Type: application/x-www-form-urlencoded\r\n"


def _post(body: bytes, headers: bytes, path: bytes = b"/sparql") -> bytes:
    return b"POST %s HTTP/1.1\r\n%s%sContent-Length: %d\r\n\r\n%s" % (path, _HEAD, headers, len(body), body)


def _get(target: bytes, headers: bytes = b"") -> bytes:
    return b"GET %s HTTP/1.1\r\n%s%s\r\n" % (target, _HEAD, headers)


REQUESTS: Final[Mapping[str, bytes]] = {
    "no HTTP": b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n",
    "no version": b"GET /\r\n\r\n",
    "no host": b"GET /sparql HTTP/1.1\r\nConnection: close\r\n\r\n",
    "two hosts": b"GET /sparql HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n",
    "a line's end in the address": _get(b"/sparql?query=ASK\r\nX-Evil: 1"),
    "a zero in the address": _get(b"/sparql?query=ASK\x00"),
    "bytes in the address": _get(b"/sparql?query=\xff"),
    "an address without an end": _get(b"/sparql?query=" + b"a" * 300_000),
    "a header without an end": _get(b"/sparql?query=ASK%7B%7D", b"X: %s\r\n" % (b"a" * 300_000)),
    "two queries": _get(b"/sparql?query=ASK%7B%7D&query=ASK%7B%7D"),
    "two queries in a form": _post(b"query=ASK%7B%7D&query=ASK%7B%7D", _FORM),
    "a query in the address and one in the body": _post(b"ASK {}", _QUERY, b"/sparql?query=ASK%7B%7D"),
    "a query in the address and one in a form": _post(b"query=ASK%7B%7D", _FORM, b"/sparql?query=ASK%7B%7D"),
    "two formats": _get(b"/sparql?query=ASK%7B%7D&format=json&format=xml"),
    "too many parameters": _get(b"/sparql?query=ASK%7B%7D&" + b"a=b&" * 2000),
    "a graph that is a line's end": _get(b"/sparql?query=ASK%7B%7D&default-graph-uri=%0d%0aX-Evil:1"),
    "a graph that is a zero": _get(b"/sparql?query=ASK%7B%7D&named-graph-uri=%00"),
    "a false gzip": _post(b"ASK {}", _QUERY + b"Content-Encoding: gzip\r\n"),
    "a true gzip": _post(b"\x1f\x8b\x08\x00", _QUERY + b"Content-Encoding: x-gzip\r\n"),
    "an encoding behind another": _post(b"ASK {}", _QUERY + b"Content-Encoding: identity\r\nContent-Encoding: br\r\n"),
    "bytes that are no text": _post(b'ASK { ?s ?p "\xff" }', _QUERY),
    "UTF-16": _post("ASK {}".encode("utf-16"), _QUERY),
    "a zero in the body": _post(b"ASK {}\0", _QUERY),
    "a form of bytes": _post(b"query=\xff", _FORM),
    "a form of false bytes": _post(b"query=%ff", _FORM),
    "a form that is cut": _post(b"query=ASK%7B%7D%", _FORM),
    "a length below nothing": b"POST /sparql HTTP/1.1\r\n%s%sContent-Length: -1\r\n\r\n" % (_HEAD, _QUERY),
    "two lengths": _post(b"ASK {}", _QUERY + b"Content-Length: 3\r\n"),
    "chunks that are none": b"POST /sparql HTTP/1.1\r\n%s%sTransfer-Encoding: chunked\r\n\r\nzz\r\n" % (_HEAD, _QUERY),
    "ten megabytes": _post(b"ASK {} #" + b"x" * 10_000_000, _QUERY),
    "ten megabytes in a form": _post(b"query=ASK%7B%7D&x=" + b"x" * 10_000_000, _FORM),
    "ten megabytes for the page": _post(b"sparql=ASK%7B%7D&x=" + b"x" * 10_000_000, _FORM, b"/forespoergsel"),
    "false bytes for the page": _post(b"sparql=%ff", _FORM, b"/forespoergsel"),
    "two queries for the page": _post(b"sparql=ASK%7B%7D&sparql=ASK%7B%7D", _FORM, b"/forespoergsel"),
    "another method": b"DELETE /sparql HTTP/1.1\r\n%s\r\n" % _HEAD,
    "an unknown method": b"BREW /sparql HTTP/1.1\r\n%s\r\n" % _HEAD,
    "another server's address": _get(b"http://127.0.0.1:9/sparql"),
    "a path out of the folder": _get(b"/static/../../../../etc/hostname"),
    "a path out of the folder, hidden": _get(b"/static/%2e%2e%2f%2e%2e%2fpyproject.toml"),
    "half an escape": _get(b"/id/%"),
}
"""Requests, byte for byte, that are answered by an error of the client's."""
HALF: Final = (
    b"POST /sparql HTTP/1.1\r\n%s%sContent-Length: 99\r\n\r\nASK" % (_HEAD, _QUERY),
    b"POST /forespoergsel HTTP/1.1\r\n%s%sContent-Length: 99\r\n\r\nspa" % (_HEAD, _FORM),
    b"GET /sparql HTTP/1.1\r\nHost: x\r\n",
)
"""Requests that are never sent to their end."""
