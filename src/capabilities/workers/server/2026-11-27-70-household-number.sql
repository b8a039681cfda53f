-- A household number 户编号 is one household's in one place. Across areas the database says nothing: a refusal would tell who sees no more than their own
-- township that the number is in use elsewhere. Whoever sees both is told by the page (householdTaken).
drop index household_number;
create unique index household_number on household (number, home) where number <> '';
