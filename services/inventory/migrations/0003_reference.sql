-- Up Migration

-- Reservations are found by the order that they were made for, too. Those that orders make by themselves
-- carry none, and are not in here.
create index hold_reference on hold (reference) where reference is not null;
