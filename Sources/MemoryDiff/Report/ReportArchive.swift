/// A report as bytes, for a cache: whoever has the same two stores need not compare them again.
///
/// Reading never fails badly: bytes that are no archive, or were damaged, are no report.
package enum ReportArchive {
    /// Changes with every change of the form below; the rules of the comparison are not part of it.
    private static let version: UInt64 = 1

    /// The report as bytes, a checksum last.
    package static func bytes(of report: Report) -> [UInt8] {
        var writer = ArchiveWriter()
        writer.add(version)
        for totals in [report.old, report.new] {
            for number in [totals.memories, totals.items, totals.bytes, totals.tokens] {
                writer.add(UInt64(number))
            }
        }
        writer.add(UInt64(report.unchangedItems))
        writer.addList(report.changes) { change, writer in
            writer.add(change.kind)
            writer.addList(change.old) { $1.add($0) }
            writer.addList(change.new) { $1.add($0) }
            writer.add(change.memoryKind)
            writer.addList(change.details) { detail, writer in
                writer.add(detail.aspect)
                writer.add(detail.old)
                writer.add(detail.new)
            }
            writer.add(UInt64(change.risk.rawValue))
            writer.addShared(change.reason)
            writer.addList(change.accounts) { account, writer in
                writer.add(UInt64(account.item))
                writer.add(account.fate)
                writer.addList(account.target.map { [$0] } ?? []) { $1.add($0) }
                writer.add(account.coverage.bitPattern)
                writer.addList(account.sharedWords) { $1.addShared($0) }
            }
            writer.add((change.isSuperseded ? 1 : 0) + (change.isRelocated ? 2 : 0))
        }
        writer.addList(report.lostTerms) { term, writer in
            writer.add(term.category)
            writer.add(term.text)
            writer.addList(term.places) { $1.add($0) }
            writer.add(UInt64(term.count))
        }
        return writer.bytes + ArchiveWriter.fixed(checksum(writer.bytes[...]))
    }

    /// The report that the bytes hold; nil when they hold none.
    package static func report(from bytes: [UInt8]) -> Report? {
        guard bytes.count > 8,
            ArchiveWriter.fixed(checksum(bytes.dropLast(8))) == Array(bytes.suffix(8))
        else { return nil }
        return bytes.withUnsafeBufferPointer { view in
            var reader = ArchiveReader(UnsafeBufferPointer(rebasing: view.dropLast(8)))
            guard reader.number() == version else { return nil }
            let report = report(&reader)
            return reader.isBroken || !reader.isAtEnd ? nil : report
        }
    }

    private static func report(_ reader: inout ArchiveReader) -> Report {
        func totals() -> Report.Totals {
            Report.Totals(
                memories: reader.count(), items: reader.count(), bytes: reader.count(),
                tokens: reader.count())
        }
        let old = totals()
        let new = totals()
        let unchanged = reader.count()
        let changes = reader.list { reader in
            Change(
                kind: reader.choice(.moved), old: reader.list { $0.item() },
                new: reader.list { $0.item() }, memoryKind: reader.choice(.fact),
                details: reader.list { reader in
                    ChangeDetail(
                        aspect: reader.choice(.wording), old: reader.text(), new: reader.text())
                },
                risk: reader.choice(.low), reason: reader.shared(),
                accounts: reader.list { reader in
                    DeletionAccount(
                        item: reader.count(), fate: reader.choice(.unaccounted),
                        target: reader.list { $0.item() }.first,
                        coverage: Double(bitPattern: reader.number()),
                        sharedWords: reader.list { $0.shared() })
                },
                flags: reader.number())
        }
        let terms = reader.list { reader in
            LostTerm(
                category: reader.choice(.name), text: reader.text(),
                places: reader.list { $0.item() }, count: reader.count())
        }
        return Report(
            old: old, new: new, unchangedItems: unchanged, changes: changes, lostTerms: terms)
    }

    /// Words of eight bytes hashed one after the other; finds damage, not forgery.
    private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        var hash = StableHash()
        bytes.withUnsafeBytes { raw in
            var offset = 0
            while offset + 8 <= raw.count {
                hash.combine(
                    UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                )
                offset += 8
            }
            while offset < raw.count {
                hash.combine(UInt64(raw[offset]))
                offset += 1
            }
        }
        hash.combine(UInt64(bytes.count))
        return hash.value
    }
}

extension Change {
    fileprivate init(
        kind: ChangeKind, old: [Item], new: [Item], memoryKind: MemoryKind,
        details: [ChangeDetail], risk: Risk, reason: String, accounts: [DeletionAccount],
        flags: UInt64
    ) {
        self.init(
            kind: kind, old: old, new: new, memoryKind: memoryKind, details: details, risk: risk,
            reason: reason, accounts: accounts, isSuperseded: flags & 1 != 0,
            isRelocated: flags & 2 != 0)
    }
}
