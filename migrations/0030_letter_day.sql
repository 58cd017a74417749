-- A letter that is sent after the day of its questions asks for a day of its own.

comment on column management.review_dispatch.due_on is 'Until when it is to be answered: the first of the days of its questions; of a letter sent when that day was over, the policy''s limit counted anew.';
