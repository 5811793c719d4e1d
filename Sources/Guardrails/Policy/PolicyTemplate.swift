extension Policy {
    /// A commented policy file that says what applies without one; the start for an owner's own.
    public static let template = """
        # Rules by which Reverie judges every merge, write and push into this store.
        # What is written here is what applies without a policy; change what you need.
        # `reverie policy check` explains mistakes; every key is in the policy reference.
        format: 1

        # Limits that must stand somewhere in the store, whatever a dream does to it.
        guardrails: []
        # - id: no-deletes-in-production
        #   text: Never delete production data without a ticket.
        #   in: ["guardrails/**"]          # where it may live; anywhere when left out
        #   severity: critical             # critical, high, medium block; low warns
        #   owners: [ann@example.org]      # who may override its loss
        #   rewordings:                    # other wordings that count as the same rule
        #     - Production data is deleted only with a ticket.

        # Memories that may not simply go. superseded-only: replaced by a memory whose front matter
        # says `supersedes: <path>`, never dropped. unchanged: not a byte changes.
        protected: []
        # - path: "identity/**"
        #   rule: superseded-only
        # - kind: guardrail                # guardrail, identity or permission
        #   rule: unchanged
        #   on-violation: warn

        # Sentences that bind without being declared.
        implicit:
          strict: block                    # must, never, always, only, do not
          advice: warn                     # should, prefer, avoid
          waivers: []
          # - path: "notes/quotes/**"
          #   reason: Quotations, not rules.

        # What is looked for in memories that a proposal adds or changes: off, warn or block.
        content:
          secrets: block
          invisible-text: block
          injection: warn
          new-urls: warn
          new-tools: off
          allow-hosts: []                  # example.org, or .example.org for all below
          allow-secrets: []                # fingerprints that the check prints

        approvals:
          required: 0
          relaxation: 1                    # approvals for a weaker policy
          # from: [ann@example.org]
          signed: false                    # true: only what a key in allowed_signers signed counts

        retention:
          days: 7                          # longer at once, shorter only for future moves

        auto-merge:
          enabled: false
          max-changes: 20
          max-risk: low
          max-pruned: 0

        # due:
        #   sessions: 20
        #   hours: 24
        #   idle-minutes: 30

        # Synthetic sessions that every dream reads, and what must come of them. What comes of them
        # stays out of the proposal; a failure stops the dream's merge.
        canaries: []
        # - id: deploy-freeze
        #   session: |
        #     user: We never deploy on Fridays.
        #   remember: ["Never deploy on Fridays."]
        #   forget: ["Deploy on Fridays."]
        #   on-violation: warn             # block when left out

        # Questions that the store must answer; `reverie probe` asks them before and after.
        probes: []
        # - id: rollback
        #   question: How do we roll back a release?
        #   answer: ["deploy --previous"]
        #   in: ["runbooks/**"]

        """
}
