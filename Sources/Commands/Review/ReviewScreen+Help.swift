import Render

extension ReviewScreen {
    /// The keys, as the screen explains them.
    static let help: [Message] = [
        "", "j k  next, previous change        J K  next, previous memory",
        "n    next open change             g    guardrails only, or all",
        "a    accept: the dream's side     r    refuse: production's side stays",
        "e    edit: write other words      d    defer: not merged before decided",
        "c    comment                      u    undo the last decision",
        "w    words that differ, or not    m    side by side (from 140 columns)",
        "s    sources of the change        i    summary",
        "space b  scroll a long change     ?    these keys",
        "     in the list: ! the rules forbid it; . open; a r e d decided",
        "q    put the decisions into the journal and leave",
        "Ctrl-C  leave; the decisions wait on this machine",
    ]
}
