# Prints "path:line: code" for Swift sources, with comments and the contents of string literals left out,
# so that a rule about code is not broken by a sentence about it.
FNR == 1 { block = 0; long = 0; before = "" }
{
    rest = $0; code = ""
    while (rest != "") {
        if (long) {
            at = index(rest, "\"\"\"")
            if (at == 0) { rest = ""; break }
            rest = substr(rest, at + 3); long = 0; code = code "\"\""
        } else if (block) {
            at = index(rest, "*/")
            if (at == 0) { rest = ""; break }
            rest = substr(rest, at + 2); block = 0
        } else if (match(rest, /"|\/\/|\/\*/) == 0) {
            code = code rest; rest = ""
        } else {
            code = code substr(rest, 1, RSTART - 1)
            token = substr(rest, RSTART, RLENGTH)
            rest = substr(rest, RSTART)
            if (token == "//") rest = ""
            else if (token == "/*") { block = 1; rest = substr(rest, 3) }
            else if (substr(rest, 1, 3) == "\"\"\"") { long = 1; rest = substr(rest, 4) }
            else {
                at = 2
                while (at <= length(rest) && substr(rest, at, 1) != "\"")
                    at += substr(rest, at, 1) == "\\" ? 2 : 1
                code = code "\"\""; rest = substr(rest, at + 1)
            }
        }
    }
    # The name of a function that is being declared is no call.
    sub(/func +[A-Za-z0-9_]+/, "func", code)
    # In tests, each file may fall back where FoundationEssentials does not exist.
    fallback = FILENAME ~ /^Tests\// && before ~ /^#else/ && code ~ /import Foundation *$/
    if (code ~ /[^ \t]/) before = code
    if (code ~ /[^ \t]/ && !fallback) print FILENAME ":" FNR ": " code
}
