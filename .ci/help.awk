# Prints the targets of a Makefile, grouped: "##@ group" and "target: ... ## what it does".
BEGIN {
    print "Reverie keeps the memory of AI agents the way git keeps code."
    print "New here? 'make demo' shows the main job, 'make test' proves that it works."
}
/^##@ / { printf "\n%s\n", substr($0, 5) }
/^[a-z]+:.*## / {
    name = $0; sub(/:.*/, "", name)
    text = $0; sub(/.*## /, "", text)
    printf "  make %-12s %s\n", name, text
}
