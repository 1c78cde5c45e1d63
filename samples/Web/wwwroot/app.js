// Adds to the form what a page can show while it waits. Without it the form is sent as it is, and all the rest is the same.
'use strict';

const form = document.querySelector('#sign-up');

if (form) {
  const number = form.elements.phoneNumber;
  const error = document.querySelector('#error');
  const progress = document.querySelector('#progress');
  const status = document.querySelector('#status');
  const steps = [...progress.querySelectorAll('li')];

  function showStep(name) {
    const index = steps.findIndex((step) => step.dataset.step === name);
    steps.forEach((step, i) => {
      step.removeAttribute('aria-current');
      step.className = i < index ? 'done' : i === index ? 'now' : '';
      if (i === index) {
        step.setAttribute('aria-current', 'step');
        status.textContent = `${step.textContent}…`;
      }
    });
    form.hidden = true;
    progress.hidden = false;

    // The button that had the focus is gone.
    progress.focus();
  }

  function showForm() {
    form.hidden = false;
    progress.hidden = true;
    status.textContent = '';
  }

  function showError(text, isNumber) {
    showForm();
    error.textContent = text;
    error.hidden = false;
    number.removeAttribute('aria-invalid');
    if (isNumber) {
      number.setAttribute('aria-invalid', 'true');
    }
    (isNumber ? number : error).focus();
  }

  async function start() {
    const response = await fetch(form.action, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify({ phoneNumber: number.value }),
    });
    if (response.redirected) {
      // It is over already, and the application answered with a page.
      location.assign(response.url);
      return;
    }

    const answer = await response.json();
    if (!response.ok) {
      showError(`${answer.title} ${answer.detail}`, answer.type.endsWith(':invalid-number'));
    } else if (answer.authUrl) {
      showStep('operator');

      // A page of its own, not a request of this one: the operator must see the device's connection.
      location.assign(answer.authUrl);
    } else {
      location.assign(`/verify/code?transaction=${encodeURIComponent(answer.transaction)}`);
    }
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    error.hidden = true;
    number.removeAttribute('aria-invalid');
    showStep('number');
    start().catch(() => showError('This did not work. Check your connection and try again.', false));
  });

  // The browser may bring the page back as it was left.
  addEventListener('pageshow', (event) => {
    if (event.persisted) {
      showForm();
    }
  });
}
