import Hosted
import Testing

@Suite struct PublishPlanTests {
    /// Digests stand for contents here: one letter each.
    private static func hosted(_ state: [String: String]) -> [HostedMemory] {
        state.map { HostedMemory(id: "mem_\($0.key)", path: $0.key, digest: $0.value) }
    }

    /// What a store holds after a plan; nil where a step finds something else than it expects.
    private static func applying(_ plan: PublishPlan, to state: [String: String])
        -> [String: String]?
    {
        var state = state
        var ids = Dictionary(uniqueKeysWithValues: state.keys.map { ("mem_\($0)", $0) })
        func isFree(_ path: String) -> Bool {
            !state.keys.contains {
                $0 == path || $0.hasPrefix(path + "/") || path.hasPrefix($0 + "/")
            }
        }
        for step in plan.steps {
            switch step {
            case .create(let path, let digest):
                guard isFree(path) else { return nil }
                state[path] = digest
            case .update(let id, let path, let old, let new):
                guard ids[id] == path, state[path] == old else { return nil }
                state[path] = new
            case .move(let id, let from, let path, let digest):
                guard ids[id] == from, state.removeValue(forKey: from) == digest, isFree(path)
                else { return nil }
                state[path] = digest
                ids[id] = path
            case .delete(let id, let path, let digest):
                guard ids[id] == path, state.removeValue(forKey: path) == digest else {
                    return nil
                }
            }
            guard state.count <= PublishPlan.memoryLimit else { return nil }
        }
        return state
    }

    @Test func `equal stores need no call`() {
        let state = ["a.md": "A", "b/c.md": "B"]
        let plan = PublishPlan(hosted: Self.hosted(state), target: state, known: [[:]])
        #expect(plan.steps.isEmpty && plan.moved.isEmpty)
    }

    @Test func `a memory that only moved is one call, whatever else changes`() {
        let old = ["a.md": "A", "b.md": "B", "c.md": "C"]
        let new = ["z.md": "A", "b.md": "D"]
        let plan = PublishPlan(hosted: Self.hosted(old), target: new, known: [old])
        #expect(
            plan.steps == [
                .move(id: "mem_a.md", from: "a.md", to: "z.md", digest: "A"),
                .update(id: "mem_b.md", path: "b.md", from: "B", to: "D"),
                .delete(id: "mem_c.md", path: "c.md", digest: "C"),
            ])
    }

    @Test func `what nobody here knows is never written over`() {
        let known = ["a.md": "A", "b.md": "B", "c.md": "C"]
        let held = ["a.md": "X", "b.md": "B", "n.md": "N"]
        let plan = PublishPlan(
            hosted: Self.hosted(held), target: ["a.md": "A2", "b.md": "B2", "c.md": "C"],
            known: [known])
        #expect(plan.moved == ["a.md", "c.md", "n.md"])
        #expect(plan.steps.isEmpty)
        let equal = PublishPlan(
            hosted: Self.hosted(["a.md": "A2"]), target: ["a.md": "A2"], known: [])
        #expect(equal.moved.isEmpty, "what is as it shall be needs nobody's knowledge")
    }

    @Test func `half of a broken-off publication counts as ours`() {
        let (old, begun) = (["a.md": "A", "b.md": "B"], ["a.md": "A2", "b.md": "B2"])
        let plan = PublishPlan(
            hosted: Self.hosted(["a.md": "A2", "b.md": "B"]), target: ["a.md": "A3", "b.md": "B3"],
            known: [old, begun])
        #expect(plan.moved.isEmpty && plan.steps.count == 2)
    }

    @Test func `a memory gives way to a folder of its name, and a folder to a memory`() {
        let old = ["a": "A", "f/x": "X", "f/y": "Y"]
        let new = ["a/b": "A", "f": "X"]
        let plan = PublishPlan(hosted: Self.hosted(old), target: new, known: [old])
        #expect(Self.applying(plan, to: old) == new)
    }

    @Test func `a full store is never over its limit on the way`() {
        var (old, new) = ([String: String](), [String: String]())
        for number in 0..<PublishPlan.memoryLimit {
            old["o\(number)"] = "O\(number)"
            new[number < 1000 ? "o\(number)" : "n\(number)"] =
                number < 1000 ? "O\(number)" : "N\(number)"
        }
        let plan = PublishPlan(hosted: Self.hosted(old), target: new, known: [old])
        #expect(Self.applying(plan, to: old) == new)
        #expect(plan.steps.count == 2000)
    }

    @Test(arguments: 1...60 as ClosedRange<UInt64>)
    func `every plan leads to its target with as few calls as there are differences`(seed: UInt64) {
        var bits = seed &* 0x9E37_79B9_7F4A_7C15
        func chance(_ limit: Int) -> Int {
            bits = bits &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((bits >> 33) % UInt64(limit))
        }
        func state() -> [String: String] {
            var state: [String: String] = [:]
            for _ in 0..<chance(12) {
                let path = ["a", "b", "a/b", "a/c", "d/e/f", "d/e", "g", "h", "i"][chance(9)]
                let isFree = !state.keys.contains {
                    $0.hasPrefix(path + "/") || path.hasPrefix($0 + "/")
                }
                if isFree { state[path] = ["A", "B", "C", "D"][chance(4)] }
            }
            return state
        }
        let (old, new) = (state(), state())
        let plan = PublishPlan(hosted: Self.hosted(old), target: new, known: [old])
        #expect(Self.applying(plan, to: old) == new, "\(old) -> \(new): \(plan)")
        let differences = Set(old.keys).union(new.keys).count { old[$0] != new[$0] }
        let moves = plan.steps.count { if case .move = $0 { true } else { false } }
        #expect(plan.steps.count == differences - moves)
    }
}
