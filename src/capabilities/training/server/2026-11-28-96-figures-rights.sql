-- No figure rests on the clock of reading, whose token proves who reads, nor on functions that tell more of students than their rows.
revoke select on training_study_clock from wengang_figures;
revoke execute on function student_state(uuid, date), cohort_standing(uuid[], date), studies_elsewhere(uuid[], uuid, date) from wengang_figures;
