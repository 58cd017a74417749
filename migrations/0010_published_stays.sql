-- What is published stays published, for every role of the running server: its publications are sealed, and so is its state.

create policy published on evaluation.cycle as restrictive for update using (state <> 'published') with check (true);
